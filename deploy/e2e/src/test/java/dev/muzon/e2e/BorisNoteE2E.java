package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.BrowserScript;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.VoiceNotes;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A test of the voice note that a newcomer to the demo finds in the kitchen. */
@ExtendWith({Network.class, SharedSuite.class})
class BorisNoteE2E {
    private static final String WORDS = "Чайник вскипел! Приходите на кухню, включим колыбельную.";

    private final RunningSuite suite;
    private final Telegram telegram;
    private final long kitchen;

    @TempDir
    private Path folder;

    BorisNoteE2E(RunningSuite suite, Telegram telegram) {
        this.suite = suite;
        this.telegram = telegram;
        this.kitchen = telegram.chat("Ночная кухня");
    }

    @Test
    void theTextOfBorisNoteAppearsAfterTheNoticeToTheGroup() {
        JsonNode text = telegram.awaitMessage(
                kitchen, 0, message -> Telegram.text(message).equals("🎙 " + WORDS));

        JsonNode note = message(text.path("replyTo").intValue(0));
        assertThat(note.path("userId").longValue()).isEqualTo(telegram.user("Борис"));
        assertThat(note.path("media").path("kind").asString()).isEqualTo("VOICE");
        assertThat(telegram.messages(kitchen))
                .filteredOn(message -> Telegram.text(message).contains("теперь становятся текстом в этой группе"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.path("id").intValue())
                        .isLessThan(note.path("id").intValue()));
    }

    @Test
    void aNoteThatTheDemoCannotKnowIsAnsweredSo() throws IOException, InterruptedException {
        telegram.awaitMessage(kitchen, 0, message -> Telegram.text(message).equals("🎙 " + WORDS));
        Duration length = Duration.ofSeconds(3);
        Path tone = new TestTones(Ffmpeg.locate(), folder).tone("note", TestTones.Format.OPUS, 440, length);

        JsonNode note = new VoiceNotes(suite.page()).send(kitchen, telegram.user("Alice"), tone, length);

        await("the answer to Alice")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(telegram.messages(kitchen))
                        .filteredOn(message -> message.path("replyTo").intValue(0)
                                == note.path("id").intValue())
                        .extracting(Telegram::text)
                        .containsExactly("🎙 Не могу прочитать звук этого сообщения."));
    }

    @Test
    void thePersonOfTheAccountCommandsItThroughTheBotInPrivateAndStrangersDoNot() {
        telegram.awaitMessage(kitchen, 0, message -> Telegram.text(message).equals("🎙 " + WORDS));
        long assistant =
                telegram.overview().path("assistants").path(0).path("userId").longValue();

        assertThat(toldByTheBot(assistant, "/status")).startsWith("🎙 ").contains("Telegram: ");
        assertThat(toldByTheBot(assistant, "/tracked")).startsWith("🎙 ").contains("@boris");
        assertThat(toldByTheBot(assistant, "/help")).contains("/untrack — ");
        assertThat(toldByTheBot(telegram.user("Chiara"), "/tracked"))
                .doesNotContain("🎙")
                .doesNotContain("@boris");
    }

    @Test
    void aNoteThatIsShownToTheBotIsSentToSavedMessagesWhereOnlyTelegramReads()
            throws IOException, InterruptedException {
        telegram.awaitMessage(kitchen, 0, message -> Telegram.text(message).equals("🎙 " + WORDS));
        long assistant =
                telegram.overview().path("assistants").path(0).path("userId").longValue();
        long chat = telegram.privateChat(assistant, telegram.bot());
        Duration length = Duration.ofSeconds(3);
        Path tone = new TestTones(Ffmpeg.locate(), folder).tone("shown", TestTones.Format.OPUS, 440, length);
        int note = new VoiceNotes(suite.page())
                .send(chat, assistant, tone, length)
                .path("id")
                .intValue();

        int said = telegram.say(chat, assistant, "/transcribe", note);

        telegram.awaitMessage(
                chat,
                said,
                message -> Telegram.text(message)
                        .matches("🎙 (Here Telegram itself reads notes|Здесь голосовые читает сам Telegram).*"));
        assertThat(telegram.messages(chat))
                .filteredOn(message -> message.path("replyTo").intValue(0) == said)
                .hasSize(1);
    }

    /** Returns the one answer to a command in somebody's private chat with the bot. */
    private String toldByTheBot(long person, String command) {
        long chat = telegram.privateChat(person, telegram.bot());
        int said = telegram.say(chat, person, command);
        telegram.awaitMessage(chat, said, message -> message.path("replyTo").intValue(0) == said);
        assertThat(telegram.messages(chat))
                .filteredOn(message -> message.path("id").intValue() > said)
                .singleElement()
                .satisfies(
                        answer -> assertThat(answer.path("userId").longValue()).isEqualTo(telegram.bot()));
        return Telegram.text(telegram.messages(chat).getLast());
    }

    @Test
    @EnabledIf(
            value = "dev.muzon.e2e.suite.BrowserScript#possible",
            disabledReason =
                    "SKIPPED: no browser; apt-get install chromium fonts-noto-color-emoji, or name one with CHROMIUM")
    void aNewcomerSeesTheNoteAndItsTextAtADeskAndOnAPhone() throws IOException, InterruptedException {
        Path pictures = Files.createDirectories(RunningSuite.root().resolve("deploy/e2e/target/pictures"));

        BrowserScript.Outcome outcome = BrowserScript.install(
                        RunningSuite.root().resolve("deploy/e2e/browser"), "kitchen.mjs")
                .run(suite.page().toString(), pictures.toString(), WORDS);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private JsonNode message(int id) {
        return telegram.messages(kitchen).stream()
                .filter(message -> message.path("id").intValue() == id)
                .findFirst()
                .orElseThrow();
    }
}
