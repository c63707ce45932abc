package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Answers in a private chat, where nothing plays. */
class PrivateChatTest extends GatewayTest {
    private final long person = -chat;
    private final AtomicLong now = new AtomicLong();

    @Autowired
    private PrivateHello hello;

    @Autowired
    private Admission admission;

    @Autowired
    private ChatLanguages languages;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Texts texts;

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

    // Silence looked as if it were about to play.
    @Test
    void aSongAWhileAfterTheGreetingGotNoAnswer() {
        var talks = new PrivateTalks(hello, admission, languages, List.of(), outbox, texts, now::get);
        forward(talks, 1, 2);
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        forward(talks, 3, 4);
        telegram.say(person, person, "en", "/ping");
        await().untilAsserted(
                        () -> assertThat(said()).anyMatch(call -> call.text().startsWith("🏓")));
        assertThat(said()).hasSize(3);
        assertThat(said().get(1).text())
                .isEqualTo("Nothing plays here: add me to a group and send <code>/play</code> there.");
    }

    private void forward(PrivateTalks talks, int... songs) {
        for (int song : songs) {
            CompletableFuture<?> _ = talks.handle(song(song));
        }
    }

    private Incoming.PrivateTalk song(int message) {
        var place = new Conversation(person, Conversation.Kind.PRIVATE, null, null);
        var ann = new Sender(person, "Ann", Sender.Kind.USER, "en");
        return new Incoming.PrivateTalk(message, place, ann, message, null, null);
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
