package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.chat.VoiceChatWitness.Sight;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.BotIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SetupTextTest {
    private final BotApi api = mock();
    private final SetupText text = new SetupText(new BotAccount(api, () -> 0), TestTexts.all());

    SetupTextTest() {
        when(api.me()).thenReturn(new BotIdentity(42, "MuzonBot", false));
    }

    @Test
    void saysKindlyThatOnlyTheOwnerCanHelp() {
        var setup = new Setup(Setup.Assistant.NONE, null, Setup.Way.ADMIN);
        var english = text.of(setup, Language.ENGLISH, true);
        assertThat(english.html()).contains("☐ No assistant account is ready yet. My owner has to log one in.");
        assertThat(english.buttons())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .singleElement()
                        .satisfies(button -> assertThat(button.data()).isEqualTo("setup:check")));
        assertThat(text.of(setup, TestTexts.RUSSIAN, true).html())
                .contains("☐ Ни один аккаунт-помощник пока не готов.");
    }

    @Test
    void doesNotTakeAnOutageForAMissingLogin() {
        var setup = new Setup(Setup.Assistant.AWAY, null, Setup.Way.UNKNOWN);
        assertThat(text.of(setup, Language.ENGLISH, true).html())
                .contains("☐ I can't reach my assistant right now.")
                .doesNotContain("come in");
    }

    @Test
    void claimsNothingOfAnAssistantThatIsStillStarting() {
        var setup = new Setup(Setup.Assistant.STARTING, null, Setup.Way.UNKNOWN);
        assertThat(text.of(setup, Language.ENGLISH, false).html()).isEqualTo("""
                <b>What I need to play here</b>

                ⏳ My assistant is still starting. I'll correct this as soon as it is ready.

                When nothing is missing and a voice chat is on, send <code>/play song name</code>.""");
    }

    // "While a voice chat is on, send /play" stood below "✅ A voice chat is on."
    @Test
    void aVoiceChatThatWasOnWasStillWaitedFor() {
        var ready = new Setup(Setup.Assistant.READY, "@a", Setup.Way.HERE, Sight.ON);
        assertThat(text.of(ready, Language.ENGLISH, false).html())
                .endsWith("\n\nSend <code>/play song name</code> now. /help shows everything else.");
        assertThat(text.of(ready.with(Sight.OFF, false), Language.ENGLISH, false)
                        .html())
                .contains("While a voice chat is on, send");
        var starting = new Setup(Setup.Assistant.STARTING, null, Setup.Way.HERE, Sight.ON);
        assertThat(text.of(starting, Language.ENGLISH, false).html())
                .endsWith("\n\nWhen nothing is missing, send <code>/play song name</code>.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MUTED | ☐ Помощник в голосовом чате без звука: дать ему слово может админ.
            RIGHT_MISSING | ☐ Помощнику не хватает прав в голосовом чате: дайте ему право админа <b>Управление видеочатами</b>.
            SCHEDULED | ☐ Голосовой чат запланирован на потом: начните его.
            LIVESTREAM | ☐ Здесь идёт трансляция: начните вместо неё голосовой чат.
            JOIN_REQUESTED | ☐ Он попросился в группу: заявку должен одобрить админ.
            CANNOT_JOIN | ☐ Сам он войти в группу не может: добавьте его.
            """)
    void namesInRussianWhatKeepsTheMusicSilent(Sight sight, String line) {
        var setup = new Setup(Setup.Assistant.READY, "@a", Setup.Way.PUBLIC).with(sight, false);
        assertThat(text.of(setup, TestTexts.RUSSIAN, false).html().lines()).contains(line);
    }

    @Test
    void anAssistantThatIsInIsNotKeptOut() {
        var setup = new Setup(Setup.Assistant.READY, "@a", Setup.Way.HERE).with(Sight.CANNOT_JOIN, false);
        assertThat(setup.complete()).isTrue();
        assertThat(text.of(setup, Language.ENGLISH, false).html()).doesNotContain("☐");
    }

    @ParameterizedTest
    @EnumSource(
            value = Setup.Assistant.class,
            names = {"STARTING", "AWAY"})
    void aRestartThatNobodyCanHastenOfferedAButtonThatSaidItWasDone(Setup.Assistant passing) {
        var setup = new Setup(passing, null, Setup.Way.UNKNOWN);
        assertThat(text.of(setup, Language.ENGLISH, false).buttons()).isEmpty();
        assertThat(text.of(new Setup(passing, null, Setup.Way.MISSING), Language.ENGLISH, false)
                        .buttons())
                .hasSize(2);
    }

    @Test
    void escapesANameThatAnAssistantChose() {
        var setup = new Setup(Setup.Assistant.READY, "<b>x</b>", Setup.Way.HERE);
        assertThat(text.of(setup, Language.ENGLISH, true).html()).contains("&lt;b&gt;x&lt;/b&gt;");
    }

    // The line of the voice chat was gone while the assistant waited for an admin, although one was on.
    @Test
    void theVoiceChatThatIsOnWasLeftOutWhileTheAssistantWaits() {
        var setup = new Setup(Setup.Assistant.READY, "@a", Setup.Way.PUBLIC).with(Sight.JOIN_REQUESTED, true);
        assertThat(text.of(setup, Language.ENGLISH, false).html()).contains("✅ A voice chat is on.");
    }
}
