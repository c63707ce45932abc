package dev.muzon.gateway.bot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the kernel: what the bot says about itself. */
class BasicCommandsTest extends GatewayTest {
    @Test
    void speaksTheLanguageOfTheFirstUserUntilToldOtherwise() {
        say("ru", "/ping");
        assertThat(reply()).contains("Понг");
        say("en", "/ping");
        assertThat(reply()).contains("Понг");
        telegram.member(chat, requester, "administrator");
        say("ru", "/lang en");
        assertThat(reply()).contains("I speak English");
        say("ru", "/lang klingon");
        assertThat(reply()).contains("/lang en", "/lang ru", "русский");
    }

    @Test
    void helpNamesTheMostUsedCommandsFirstAndEveryShortForm() {
        say("en", "/help");
        assertThat(reply())
                .containsSubsequence(
                        "/play (/p)",
                        "/playnext",
                        "/search",
                        "/now (/np)",
                        "/queue (/q)",
                        "/skip (/s)",
                        "/pause",
                        "/resume",
                        "/stop",
                        "/seek",
                        "/replay",
                        "/volume (/vol)",
                        "/lyrics",
                        "/shuffle",
                        "/speed",
                        "/fav ",
                        "/favs",
                        "/setup",
                        "/lang",
                        "/reload",
                        "/start",
                        "/help (/h)",
                        "/ping")
                .contains("attach it with the caption <code>/play</code>", "Of an album I play every song");
    }

    // "/help" promised "/пауза" where Telegram shows the bot nothing but commands in Latin letters.
    @Test
    void helpPromisesRussianWordsOnlyWhereTheBotHearsThem() {
        say("ru", "/help");
        assertThat(reply())
                .doesNotContain("Понимаю и по-русски")
                .endsWith("я слышу в группе, только если я в ней админ.");
    }

    @Test
    void helpPromisesRussianWordsToAGroupWhoseAdminTheBotIs() {
        telegram.administrator(chat, FakeBotApi.BOT);
        say("ru", "/help");
        assertThat(reply()).endsWith("Понимаю и по-русски: /пауза, /скип, /очередь.");
    }

    @Test
    void helpSaysNothingOfOtherLettersInALanguageWithoutThem() {
        say("en", "/help");
        assertThat(reply()).endsWith("Of an album I play every song.");
    }

    @Test
    void helpInAPrivateChatLeadsToAGroup() {
        long person = -chat;
        telegram.say(person, person, "ru", "/help");
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == person))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.text())
                            .startsWith("👋 Музыка играет в группах, а не здесь")
                            .contains("отправляйте эти команды туда", "<b>Что я умею</b>");
                    assertThat(addToGroup(answer)).isEqualTo("➕ Добавить в группу");
                }));
    }

    @Test
    void anUnknownCommandInAPrivateChatIsNamed() {
        long person = -chat;
        telegram.say(person, person, "en", "/frobnicate");
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == person))
                .singleElement()
                .satisfies(answer -> assertThat(answer.text()).startsWith("I don't know /frobnicate.")));
    }

    /** Returns the label of the button that leads to a group. */
    private static String addToGroup(FakeBotApi.Call answer) {
        var button = answer.body().at("/reply_markup/inline_keyboard/0/0");
        assertThat(button.path("url").asString()).isEqualTo("https://t.me/MuzonBot?startgroup=true&admin=invite_users");
        return button.path("text").asString();
    }

    @Test
    void helpAnswersWhileNobodyKnowsWhatCanBePlayed() {
        say("en", "/help");
        assertThat(reply()).contains("🔎 My search does not answer right now.", "/play");
    }

    @Test
    void theMenuIsAnnouncedInEveryLanguage() {
        await().untilAsserted(() -> assertThat(telegram.calls("setmycommands")).hasSize(3));
    }

    @Test
    void unknownCommandsOfOthersAreLeftAlone() {
        say("en", "/weather");
        say("en", "/ping@OtherBot");
        say("en", "/weather@MuzonBot");
        assertThat(reply()).isEqualTo("I don't know /weather. /help lists what I can do.");
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/play x", "/queue", "/now", "/pause", "/seek 1:00", "/volume", "/volume 80", "/stop"})
    void groupCommandsInAPrivateChatAreAnsweredWithAdvice(String said) {
        long person = -chat;
        telegram.say(person, person, "en", said);
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == person))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.text()).startsWith("That works in groups. Add me to one");
                    assertThat(addToGroup(answer)).isEqualTo("➕ Add me to a group");
                }));
    }

    @Test
    void onlyAdminsSetTheLanguageAndOthersReadWhyInTheirOwn() {
        say("en", "/lang ru");
        assertThat(reply()).isEqualTo("The language is for the whole group: admins choose it.");
        say("ru", "/lang ru");
        assertThat(reply()).isEqualTo("Язык общий для всей группы: его выбирают админы.");
    }
}
