package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers in a private chat, where nothing plays. */
class PrivateChatTest extends GatewayTest {
    private final long person = -chat;

    @Test
    void wordsAreAnsweredWithTheWayIntoAGroup() {
        telegram.say(person, person, "ru", "Спой мне песню");
        FakeBotApi.Call answer = answer();
        assertThat(answer.text())
                .contains(
                        "Добавьте меня в группу", "голосовой чат", "<code>/play название</code>", "/help", "🔎 Поиск");
        assertThat(answer.body().at("/reply_markup/inline_keyboard/0/0/url").asString())
                .isEqualTo("https://t.me/MuzonBot?startgroup=true&admin=invite_users");
    }

    @Test
    void startIsAnsweredLikeWords() {
        telegram.say(person, person, "en", "/start");
        assertThat(answer().text()).contains("Add me to a group", "Start the voice chat there");
        assertThat(answer().body().at("/reply_markup/inline_keyboard/0/0/text").asString())
                .isEqualTo("➕ Add me to a group");
    }

    @Test
    void tenSongsAreAnsweredOnce() {
        for (int i = 0; i < 10; i++) {
            var song = telegram.message(person, person, "en", "");
            song.remove("text");
            song.putObject("audio")
                    .put("file_id", "F" + i)
                    .put("file_unique_id", "U" + i)
                    .put("duration", 60);
            telegram.update("message", song.toString());
        }
        telegram.say(person, person, "en", "/ping");
        await().untilAsserted(
                        () -> assertThat(said()).anyMatch(call -> call.text().startsWith("🏓")));
        assertThat(said()).hasSize(2);
    }

    @Test
    void aLinkRightAfterTheGreetingGotNoAnswer() {
        telegram.say(person, person, "en", "hello");
        telegram.say(person, person, "en", "https://youtu.be/dQw4w9WgXcQ");
        await().untilAsserted(() -> assertThat(said()).hasSize(2));
        assertThat(said().getFirst().text()).startsWith("👋");
        assertThat(said().getLast().text())
                .isEqualTo("Nothing plays here: add me to a group and send <code>/play</code> there.");
    }

    @Test
    void anotherBotIsNotAnswered() {
        var message = telegram.message(person, person, "en", "hello");
        message.putObject("from").put("id", person).put("is_bot", true).put("first_name", "Other bot");
        telegram.update("message", message.toString());
        telegram.say(person, person, "en", "/ping");
        assertThat(answer().text()).startsWith("🏓");
    }

    private List<FakeBotApi.Call> said() {
        return telegram.calls(call -> call.chatId() == person && call.method().equals("sendmessage"));
    }

    private FakeBotApi.Call answer() {
        await().untilAsserted(() -> assertThat(said()).isNotEmpty());
        assertThat(said()).hasSize(1);
        return said().getFirst();
    }
}
