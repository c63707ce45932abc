package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Commands as people and clients write them. */
class CommandReadingTest {
    private static final long GROUP = -1_001_234_567_890L;

    @Test
    void readsACommandWithItsAddresseeAndArgument() {
        var command = Fixtures.command("command");
        assertThat(command.name()).isEqualTo("play");
        assertThat(command.addressee()).isEqualTo("MuzonBot");
        assertThat(command.argument()).isEqualTo("лунная\nсоната");
        assertThat(command.chat())
                .isEqualTo(new Conversation(GROUP, Conversation.Kind.GROUP, "Muzon Lounge", "muzon_lounge"));
        assertThat(command.sender())
                .isEqualTo(new Sender(7_000_000_001L, "Alice Liddell", Sender.Kind.USER, "en", "alice"));
        assertThat(command.messageId()).isEqualTo(501);
        assertThat(command.sentAt()).isEqualTo(Instant.ofEpochSecond(1_764_172_800));
        assertThat(command.thread()).isNull();
        assertThat(command.media()).isNull();
    }

    @Test
    void readsTheTopicOfAForum() {
        assertThat(Fixtures.command("command-in-topic").thread()).isEqualTo(77);
        assertThat(((Incoming.ButtonPress) Fixtures.read("button")).thread()).isEqualTo(77);
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-in-general", "command-in-thread-without-topics"})
    void readsNoTopicInGeneralAndInThreadsOfReplies(String fixture) {
        assertThat(Fixtures.command(fixture).thread()).isNull();
    }

    @Test
    void ignoresTheReplyToTheMessageThatOpenedATopic() {
        assertThat(Fixtures.command("bare-command-in-topic").material().reply()).isNull();
    }

    @Test
    void readsACommandOfCyrillicLettersWhichTelegramDoesNotMark() {
        Incoming.Command command = Fixtures.command("cyrillic-command");
        assertThat(command.name()).isEqualTo("громкость");
        assertThat(command.argument()).isEqualTo("80");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slash-without-entity",
                "command-in-the-middle",
                "forwarded-command",
                "automatic-forward",
                "other-bot",
                "plain-talk",
                "album-photo"
            })
    void ignoresMessagesThatAreNotCommands(String fixture) {
        assertThat(Fixtures.read(fixture)).isInstanceOf(Incoming.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/play\u00A0nocturne",
                "/play\u2003nocturne",
                "/play\u3000nocturne",
                "/play: nocturne",
                "/play : nocturne",
                "/play\n\u200F\u200Bnocturne\u200B ",
                "/play\uFEFF nocturne\u00A0"
            })
    void stripsEveryBlankAndTheColonFromTheArgument(String text) {
        assertThat(typed(text, 0, 5).argument()).isEqualTo("nocturne");
    }

    @Test
    void readsACommandBehindAnInvisibleMark() {
        assertThat(typed("\u200F/play nocturne", 1, 5).argument()).isEqualTo("nocturne");
    }

    @Test
    void knowsAnonymousAdminsAndChannels() {
        assertThat(Fixtures.command("anonymous-admin").sender())
                .isEqualTo(new Sender(GROUP, "Muzon Lounge", Sender.Kind.ANONYMOUS_ADMIN, null));
        assertThat(Fixtures.command("channel-sender").sender())
                .isEqualTo(new Sender(-1_009_876_543_210L, "News", Sender.Kind.CHANNEL, null));
    }

    private static Incoming.Command typed(String text, int offset, int length) {
        var update = (ObjectNode) Fixtures.json("command");
        var message = (ObjectNode) update.get("message");
        message.put("text", text);
        message.putArray("entities")
                .addObject()
                .put("type", "bot_command")
                .put("offset", offset)
                .put("length", length);
        return (Incoming.Command) Fixtures.parsed(update);
    }

    // The bot's own "/undj @chiara" holds a character that nobody sees, and was refused.
    @Test
    void aCommandThatIsCopiedFromTheBotsOwnWordsIsUnderstood() {
        var chat = new Conversation(GROUP, Conversation.Kind.GROUP, "Muzon Lounge", null);
        var alice = new Sender(7, "Alice", Sender.Kind.USER, "en");
        var copied = new Incoming.Command(1, chat, alice, 1, "undj", null, "@\u2060chiara", null, null, null, null);

        assertThat(copied.argument()).isEqualTo("@chiara");
    }
}
