package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class UpdateReaderTest {
    private static final long GROUP = -1_001_234_567_890L;

    @Test
    void readsACommandWithItsAddresseeAndArgument() {
        var command = Fixtures.command("command");
        assertThat(command.name()).isEqualTo("play");
        assertThat(command.addressee()).isEqualTo("MuzonBot");
        assertThat(command.argument()).isEqualTo("лунная\nсоната");
        assertThat(command.chat())
                .isEqualTo(new Conversation(GROUP, Conversation.Kind.GROUP, "Muzon Lounge", "muzon_lounge"));
        assertThat(command.sender()).isEqualTo(new Sender(7_000_000_001L, "Alice Liddell", Sender.Kind.USER, "en"));
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
    void generalAndThreadsOfRepliesAreNoTopic(String fixture) {
        assertThat(Fixtures.command(fixture).thread()).isNull();
    }

    @Test
    void theMessageThatOpenedATopicIsNotAnswered() {
        assertThat(Fixtures.command("bare-command-in-topic").material().reply()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slash-without-entity",
                "command-in-the-middle",
                "edited-command",
                "forwarded-command",
                "automatic-forward",
                "other-bot",
                "plain-talk",
                "album-photo"
            })
    void ignoresWhatIsNoCommand(String fixture) {
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
    void aMarkThatNobodySeesMayStandBeforeTheCommand() {
        assertThat(typed("\u200F/play nocturne", 1, 5).argument()).isEqualTo("nocturne");
    }

    @Test
    void knowsAnonymousAdminsAndChannels() {
        assertThat(Fixtures.command("anonymous-admin").sender())
                .isEqualTo(new Sender(GROUP, "Muzon Lounge", Sender.Kind.ANONYMOUS_ADMIN, null));
        assertThat(Fixtures.command("channel-sender").sender())
                .isEqualTo(new Sender(-1_009_876_543_210L, "News", Sender.Kind.CHANNEL, null));
    }

    @Test
    void readsTheAudioThatACommandIsTheCaptionOf() {
        var command = Fixtures.command("captioned-audio");
        assertThat(command.media())
                .isEqualTo(new TelegramFile(
                        "CQACAgIAAxkBAAIB",
                        "AgADbwADmL",
                        "Nocturne",
                        "Muzon Ensemble",
                        "nocturne.mp3",
                        Duration.ofSeconds(225),
                        3_612_345L));
        assertThat(command.material().attached()).isTrue();
        assertThat(command.argument()).isEqualTo("my favourite");
    }

    @ParameterizedTest
    @CsvSource({
        "captioned-document, AgADcAADmL, true",
        "reply-to-untyped-document, AgADcAADmL, false",
        "reply-to-ogg-document, AgADcAADmL, false",
        "reply-to-audio, AgADbwADmL, false",
        "reply-to-voice, AgADcQADmL, false",
        "reply-to-video-note, AgADcgADmL, false",
        "reply-to-video, AgADcwADmL, false",
        "reply-to-animation, AgADdAADmL, false",
        "external-reply-with-audio, AgADbwADmL, false"
    })
    void findsTheSoundInWhateverCarriesIt(String fixture, String uniqueId, boolean attached) {
        var command = Fixtures.command(fixture);
        assertThat(command.media()).extracting(TelegramFile::uniqueId).isEqualTo(uniqueId);
        assertThat(command.material().attached()).isEqualTo(attached);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply-to-text-file", "reply-to-photo", "external-reply-without-media"})
    void findsNoSoundWhereThereIsNone(String fixture) {
        assertThat(Fixtures.command(fixture).media()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.flac", "a.m4a", "a.ogg", "a.oga", "a.opus", "A.WAV", "a.aac", "a.wma", "a.aiff", "a.mka", "a.webm",
                "a.mp4", "a.mkv", "a.mov", "a.b.mp3"
            })
    void aDocumentIsASongByItsName(String name) {
        var update = (ObjectNode) Fixtures.json("captioned-document");
        ((ObjectNode) update.at("/message/document")).put("file_name", name).remove("mime_type");
        assertThat(read(update))
                .isInstanceOfSatisfying(
                        Incoming.Command.class, it -> assertThat(it.media()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "reply-to-link, http://h.example/a.mp3",
        "reply-to-text-link, https://h.example/a.mp3",
        "reply-to-captioned-link, https://радио.рф/live",
        "external-reply-with-quote, https://h.example/a.mp3"
    })
    void readsTheLinkOfTheMessageThatIsAnswered(String fixture, String link) {
        assertThat(reply(fixture).links()).containsExactly(link);
    }

    @Test
    void prefersTheQuotedPartOfTheAnsweredMessage() {
        assertThat(reply("reply-with-quote").links())
                .containsExactly("https://h.example/2.mp3", "https://h.example/1.mp3");
    }

    @Test
    void readsAShortAnsweredTextAsWordsAndALongOneNot() {
        assertThat(reply("reply-to-song-name").words()).isEqualTo("Nirvana – Lithium");
        assertThat(reply("reply-to-long-text").words()).isEmpty();
    }

    @Test
    void takesNothingFromTheBotsOwnMessages() {
        assertThat(reply("reply-to-own-message")).isEqualTo(new Material.Reply(List.of(), "", false));
    }

    @Test
    void knowsThatAnAnsweredMessageStandsInAnotherChat() {
        assertThat(reply("external-reply-without-media").elsewhere()).isTrue();
        assertThat(reply("reply-to-photo").elsewhere()).isFalse();
    }

    @Test
    void readsTheLinkBehindAWord() {
        assertThat(Fixtures.command("command-with-text-link").material().links())
                .containsExactly("https://h.example/a.mp3");
        assertThat(Fixtures.command("command-with-bare-host").material().links())
                .containsExactly("https://youtube.com");
    }

    @Test
    void readsTheItemsOfAnAlbum() {
        String album = "13894567890123456";
        assertThat(Fixtures.command("album-caption").material().album()).isEqualTo(album);
        assertThat(Fixtures.command("reply-to-album-item").material().album()).isEqualTo(album);
        assertThat(Fixtures.read("album-item")).isInstanceOfSatisfying(Incoming.AlbumItem.class, item -> {
            assertThat(item.album()).isEqualTo(album);
            assertThat(item.messageId()).isEqualTo(541);
            assertThat(item.file().title()).isEqualTo("Night Train");
            assertThat(item.lane()).isEqualTo(GROUP);
        });
    }

    @Test
    void readsButtonsAlsoOfMessagesThatTelegramForgot() {
        assertThat(Fixtures.read("button-of-forgotten-message"))
                .isInstanceOfSatisfying(Incoming.ButtonPress.class, press -> {
                    assertThat(press.messageId()).isEqualTo(5);
                    assertThat(press.lane()).isEqualTo(GROUP);
                    assertThat(press.thread()).isNull();
                });
        assertThat(Fixtures.read("button-without-message"))
                .isInstanceOfSatisfying(Incoming.ButtonPress.class, press -> {
                    assertThat(press.messageId()).isZero();
                    assertThat(press.chat()).isNull();
                });
    }

    @Test
    void readsMembershipsUpgradesAndJoinRequests() {
        assertThat(Fixtures.read("promoted")).isInstanceOfSatisfying(Incoming.MemberChange.class, change -> {
            assertThat(change.self()).isTrue();
            assertThat(change.userId()).isEqualTo(Fixtures.BOT);
            assertThat(change.membership()).isEqualTo(Membership.ADMINISTRATOR);
        });
        assertThat(Fixtures.read("restricted")).isInstanceOfSatisfying(Incoming.MemberChange.class, change -> {
            assertThat(change.self()).isFalse();
            assertThat(change.membership()).isEqualTo(Membership.ABSENT);
        });
        assertThat(Fixtures.read("upgrade"))
                .isInstanceOfSatisfying(
                        Incoming.ChatUpgrade.class,
                        upgrade -> assertThat(upgrade.supergroup()).isEqualTo(GROUP));
        assertThat(Fixtures.read("join-request")).isInstanceOfSatisfying(Incoming.JoinRequest.class, request -> {
            assertThat(request.chat().id()).isEqualTo(GROUP);
            assertThat(request.userId()).isEqualTo(7_000_000_042L);
        });
    }

    /** Every field that a command does without, each with each value of a wrong type. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "[]", "{}", "null", "true", "[[1]]", "{\"a\":{\"b\":[]}}", "1e400", "-1"})
    void anUnreadableCornerCostsNoCommand(String value) {
        JsonNode odd = JsonMapper.shared().readTree(value);
        for (String corner : new String[] {
            "reply_to_message",
            "quote",
            "external_reply",
            "audio",
            "document",
            "message_thread_id",
            "is_topic_message",
            "media_group_id",
            "date",
            "sender_tag",
            "link_preview_options",
            "a_field_of_the_future"
        }) {
            var update = (ObjectNode) Fixtures.json("command");
            ((ObjectNode) update.get("message")).set(corner, odd);
            assertThat(read(update))
                    .as(corner)
                    .isInstanceOfSatisfying(
                            Incoming.Command.class,
                            command -> assertThat(command.argument()).isEqualTo("лунная\nсоната"));
        }
    }

    @Test
    void aChatThatHasNoNumberMakesAnUpdateUseless() {
        var update = (ObjectNode) Fixtures.json("command");
        ((ObjectNode) update.at("/message/chat")).put("id", "x");
        assertThat(read(update)).isInstanceOf(Incoming.Ignored.class);
    }

    @Test
    void namesAreBoundedAndOnOneLineWithoutDirectionMarks() {
        var update = (ObjectNode) Fixtures.json("captioned-audio");
        ((ObjectNode) update.at("/message/from"))
                .put("first_name", "A\u202Eb\n\u0000c👩\u200D🚀" + "x".repeat(10_000))
                .put("last_name", "");
        ((ObjectNode) update.at("/message/chat")).put("title", "\u200F\u202E");
        ((ObjectNode) update.at("/message/audio")).put("title", "\u2067Song\u2069\r\n2");
        assertThat(read(update)).isInstanceOfSatisfying(Incoming.Command.class, command -> {
            assertThat(command.sender().name()).startsWith("Ab c👩\u200D🚀xx");
            assertThat(command.sender().name().codePoints().count()).isEqualTo(128);
            assertThat(command.chat().title()).isNull();
            assertThat(command.media()).extracting(TelegramFile::title).isEqualTo("Song 2");
        });
    }

    @Test
    void readsACommandThatAnOlderVersionStored() {
        String stored = """
                {"type":"command","updateId":5,"chat":{"id":-1,"kind":"GROUP","title":"G","username":null},
                 "sender":{"id":7,"name":"A","kind":"USER","languageTag":null},"messageId":9,"name":"play",
                 "addressee":null,"argument":"see http://h.example/a.mp3","media":null}""";
        assertThat(JsonMapper.shared().readValue(stored, Incoming.class))
                .isInstanceOfSatisfying(Incoming.Command.class, command -> {
                    assertThat(command.sentAt()).isNull();
                    assertThat(command.thread()).isNull();
                    assertThat(command.material().links()).containsExactly("http://h.example/a.mp3");
                });
        String press = """
                {"type":"button","updateId":5,"callbackId":"q","chat":null,
                 "sender":{"id":7,"name":"A","kind":"USER","languageTag":null},"messageId":9,"data":"x"}""";
        assertThat(JsonMapper.shared().readValue(press, Incoming.class))
                .isInstanceOfSatisfying(
                        Incoming.ButtonPress.class,
                        it -> assertThat(it.thread()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "reply-to-link", "reply-to-album-item", "album-item", "button", "join-request"})
    void survivesBeingStored(String fixture) {
        Incoming incoming = Fixtures.read(fixture);
        String stored = JsonMapper.shared().writerFor(Incoming.class).writeValueAsString(incoming);
        assertThat(JsonMapper.shared().readValue(stored, Incoming.class)).isEqualTo(incoming);
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
        return (Incoming.Command) read(update);
    }

    private static Incoming read(JsonNode update) {
        return Fixtures.READER.read(update).orElseThrow();
    }

    private static Material.Reply reply(String fixture) {
        return Objects.requireNonNull(Fixtures.command(fixture).material().reply());
    }
}
