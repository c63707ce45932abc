package dev.muzon.gateway.bot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    void helpNamesEveryCommand() {
        say("en", "/help");
        assertThat(reply())
                .contains("/start", "/play", "/queue", "/now", "/pause", "/resume", "/skip", "/stop", "/seek")
                .contains("/volume", "/replay", "/lang", "/ping");
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
        assertThat(reply()).isEqualTo("I don't know /weather. /help shows what I can do.");
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/play x", "/queue", "/now", "/pause", "/seek 1:00", "/volume", "/volume 80", "/stop"})
    void groupCommandsInAPrivateChatAreAnsweredWithAdvice(String said) {
        long person = -chat;
        telegram.say(person, person, "en", said);
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == person))
                .singleElement()
                .satisfies(answer -> assertThat(answer.text()).startsWith("That works in groups")));
    }

    @Test
    void onlyAdminsSetTheLanguage() {
        say("en", "/lang ru");
        assertThat(reply()).isEqualTo("Only admins can do that here.");
    }
}
