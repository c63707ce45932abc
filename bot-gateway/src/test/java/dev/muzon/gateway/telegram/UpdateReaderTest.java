package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class UpdateReaderTest {
    private static final long GROUP = -1_001_234_567_890L;

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
    void anErrorInOneUpdateSpoiledItsWholeBatch() {
        var poison = spy((ObjectNode) Fixtures.json("command"));
        doThrow(new StackOverflowError("planned")).when(poison).path("message");
        assertThat(Fixtures.parsed(poison)).isInstanceOf(Incoming.Ignored.class);
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

    @ParameterizedTest
    @ValueSource(strings = {"private-words", "private-sticker", "private-song", "private-forwarded-command"})
    void readsWhatPeopleSayInPrivate(String fixture) {
        assertThat(Fixtures.read(fixture)).isInstanceOfSatisfying(Incoming.PrivateTalk.class, talk -> {
            assertThat(talk.chat().isPrivate()).isTrue();
            assertThat(talk.sender().languageTag()).isEqualTo("ru");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-timer-change", "plain-talk"})
    void readsNoTalkInNewsOfAPrivateChatAndInGroups(String fixture) {
        assertThat(Fixtures.read(fixture)).isInstanceOf(Incoming.Ignored.class);
    }

    @Test
    void readsWhoAddedTheBot() {
        assertThat(Fixtures.read("added")).isInstanceOfSatisfying(Incoming.MemberChange.class, change -> {
            assertThat(change.isArrival()).isTrue();
            assertThat(change.by()).extracting(Sender::name).isEqualTo("Борис");
        });
        var byNobody = (ObjectNode) Fixtures.json("added");
        ((ObjectNode) byNobody.at("/my_chat_member/from")).put("is_bot", true);
        assertThat(Fixtures.parsed(byNobody)).isInstanceOfSatisfying(Incoming.MemberChange.class, change -> {
            assertThat(change.isArrival()).isTrue();
            assertThat(change.by()).isNull();
        });
    }

    @Test
    void readsMembershipsUpgradesAndJoinRequests() {
        assertThat(Fixtures.read("promoted")).isInstanceOfSatisfying(Incoming.MemberChange.class, change -> {
            assertThat(change.self()).isTrue();
            assertThat(change.userId()).isEqualTo(Fixtures.BOT);
            assertThat(change.membership()).isEqualTo(Membership.ADMINISTRATOR);
            assertThat(change.before()).isEqualTo(Membership.MEMBER);
            assertThat(change.isArrival()).isFalse();
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

    @Test
    void readsMembersInMessagesAboutThemButNotTheBotItself() {
        assertThat(Fixtures.read("member-left")).isInstanceOfSatisfying(Incoming.MemberChange.class, change -> {
            assertThat(change.userId()).isEqualTo(7_000_000_002L);
            assertThat(change.membership()).isEqualTo(Membership.ABSENT);
            assertThat(change.banned()).as("not known").isNull();
            assertThat(change.by()).extracting(Sender::name).isEqualTo("Alice Liddell");
        });
        assertThat(Fixtures.read("members-joined")).isInstanceOfSatisfying(Incoming.MemberChange.class, change -> {
            assertThat(change.userId()).as("behind the bot").isEqualTo(7_000_000_002L);
            assertThat(change.membership()).isEqualTo(Membership.MEMBER);
            assertThat(change.self()).isFalse();
        });
        var ours = (ObjectNode) Fixtures.json("member-left");
        ((ObjectNode) ours.at("/message/left_chat_member")).put("id", Fixtures.BOT);
        assertThat(Fixtures.parsed(ours)).isInstanceOf(Incoming.Ignored.class);
    }

    /** Puts a value of a wrong type into each field that a command can do without. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "[]", "{}", "null", "true", "[[1]]", "{\"a\":{\"b\":[]}}", "1e400", "-1"})
    void readsACommandBesideAFieldOfAWrongType(String value) {
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
            assertThat(Fixtures.parsed(update))
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
        assertThat(Fixtures.parsed(update)).isInstanceOf(Incoming.Ignored.class);
    }

    @Test
    void namesAreBoundedAndOnOneLineWithoutDirectionMarks() {
        var update = (ObjectNode) Fixtures.json("captioned-audio");
        ((ObjectNode) update.at("/message/from"))
                .put("first_name", "A\u202Eb\n\u0000c👩\u200D🚀" + "x".repeat(10_000))
                .put("last_name", "");
        ((ObjectNode) update.at("/message/chat")).put("title", "\u200F\u202E");
        ((ObjectNode) update.at("/message/audio")).put("title", "\u2067Song\u2069\r\n2");
        assertThat(Fixtures.parsed(update)).isInstanceOfSatisfying(Incoming.Command.class, command -> {
            assertThat(command.sender().name()).startsWith("Ab c👩\u200D🚀xx");
            assertThat(command.sender().name().codePoints().count()).isEqualTo(128);
            assertThat(command.chat().title()).isNull();
            assertThat(command.media()).extracting(TelegramFile::title).isEqualTo("Song 2");
        });
    }

    @Test
    void readsAnEditThatMadeAMessageACommand() {
        assertThat(Fixtures.read("edited-command")).isInstanceOfSatisfying(Incoming.EditedCommand.class, edited -> {
            Instant sent = edited.sent();
            assertThat(edited.command().sentAt()).isEqualTo(sent.plusSeconds(100));
            assertThat(edited.command().name()).isEqualTo("play");
        });
    }
}
