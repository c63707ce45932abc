package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Music.Song;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.testkit.audio.TestTones.Format;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Tests that trouble is told once, by name, and that music goes on by itself when it is over. */
@ExtendWith({Network.class, SharedSuite.class})
class TroubleE2E {
    private static final String MEMBERS = "/members";

    private final Telegram telegram;
    private final long alice;
    private final long assistant;
    private final long group;
    private final Listener listener;

    TroubleE2E(Telegram telegram) {
        this.telegram = telegram;
        alice = telegram.user("Alice");
        assistant = telegram.user("Muzon Assistant");
        group = telegram.post("sandbox/groups", Map.of("as", alice, "title", "Trouble"))
                .path("id")
                .longValue();
        listener = new Listener(telegram, group);
    }

    @BeforeEach
    void bringTheBot() {
        telegram.post(group() + MEMBERS, Map.of("as", alice, "userId", telegram.bot()));
    }

    @AfterEach
    void stop() {
        telegram.say(group, alice, "/stop");
        await("an empty voice chat")
                .atMost(PATIENCE)
                .until(() -> telegram.receptions(group).isEmpty());
    }

    @Test
    void aMissingRightToInviteIsNamedAndTheMusicBeginsWhenItIsGiven() {
        telegram.startVoiceChat(group, alice);
        Song song = Music.song(Format.FLAC);
        int asked = telegram.say(group, alice, "/play " + song.title());

        JsonNode told = telegram.awaitText(group, asked, "can't invite @muzon_assistant");
        assertThat(Telegram.text(told)).contains("Invite users via link");
        promote("INVITE_USERS");

        listener.awaitTone(song.hertz());
        telegram.awaitCard(group, told.path("id").intValue(), song.title());
        assertThat(said(asked, "can't invite")).isEqualTo(1);
    }

    @Test
    void musicGoesOnByItselfInTheNextVoiceChat() {
        promote("INVITE_USERS");
        telegram.startVoiceChat(group, alice);
        int asked = telegram.say(group, alice, "/play " + Music.STAIRCASE);
        listener.awaitSecond(5, 60);

        telegram.delete(group() + "/voice-chat?as=" + alice);
        telegram.awaitText(group, asked, "The voice chat has ended, so I stopped. Your 1 track is safe");
        int again = telegram.say(group, alice, "/resume");
        telegram.awaitText(group, again, "I can't play yet: there is no voice chat. Start one, and I'll go on.");
        assertThat(said(asked, "Playing again")).as("said only when it plays").isZero();
        telegram.startVoiceChat(group, alice);

        assertThat(listener.awaitSecond(4, 85)).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aBannedAssistantIsNamedAndTheMusicBeginsWhenItMayComeBack() {
        promote("INVITE_USERS", "RESTRICT_MEMBERS");
        telegram.startVoiceChat(group, alice);
        telegram.post(group() + MEMBERS, Map.of("as", alice, "userId", assistant));
        telegram.delete(group() + MEMBERS + "/" + assistant + "?as=" + alice);
        Song song = Music.song(Format.FLAC);
        int asked = telegram.say(group, alice, "/play " + song.title());

        telegram.awaitText(group, asked, "@muzon_assistant is banned in this group. Unban it");
        telegram.post(group() + MEMBERS + "/" + assistant + "/unban", Map.of("as", alice));

        listener.awaitTone(song.hertz());
        assertThat(said(asked, "@muzon_assistant is banned")).isEqualTo(1);
    }

    // One ban was told twice, as a removal first, "/resume goes on" was said of it, and "I'll go on" stayed there after
    // a pause.
    @Test
    void aBanWhileMusicPlaysIsTrueInEveryAnswerUntilItIsLifted() {
        promote("INVITE_USERS", "RESTRICT_MEMBERS");
        telegram.startVoiceChat(group, alice);
        int asked = telegram.say(group, alice, "/play " + Music.STAIRCASE);
        listener.awaitSecond(2, 60);
        telegram.delete(group() + MEMBERS + "/" + assistant + "?as=" + alice);
        int removed = id(telegram.awaitText(
                group, asked, "@muzon_assistant is banned in this group. Unban it, and I'll go on: 1 track is safe."));

        int again = telegram.say(group, alice, "/resume");
        telegram.awaitText(group, again, "@muzon_assistant is banned in this group. Unban it, and I'll go on.");
        Song song = Music.song(Format.FLAC);
        int more = telegram.say(group, alice, "/play " + song.title());
        assertThat(Telegram.text(telegram.awaitText(group, more, "Number 1 in the queue")))
                .contains("@muzon_assistant is banned");
        assertThat(said(asked, "⚠️ I can't play: @muzon_assistant is banned"))
                .as("in the news and the two answers, and nowhere else")
                .isEqualTo(3);
        assertThat(said(asked, "was removed from this group"))
                .as("as a removal")
                .isZero();

        telegram.say(group, alice, "/pause");
        int twice = telegram.say(group, alice, "/pause");
        telegram.awaitText(
                group, twice, "Paused. My assistant @muzon_assistant is banned in this group: unban it, then /resume.");
        int now = telegram.say(group, alice, "/now");
        telegram.awaitText(group, now, "Paused by Alice. My assistant @muzon_assistant is banned in this group");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(telegram.messages(group))
                        .filteredOn(message -> id(message) == removed)
                        .singleElement()
                        .satisfies(message ->
                                assertThat(Telegram.text(message)).contains("Paused by Alice, so I don't go on")));

        telegram.post(group() + MEMBERS + "/" + assistant + "/unban", Map.of("as", alice));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(telegram.messages(group))
                        .filteredOn(message -> id(message) == removed)
                        .singleElement()
                        .satisfies(message -> assertThat(Telegram.text(message)).endsWith("That is over.")));
        telegram.say(group, alice, "/resume");
        listener.awaitSecond(4, 85);
    }

    // "Let it in again, then /resume" was said of a ban, and also after that /resume.
    @Test
    void aBanWhileMusicIsPausedIsNamedAndItsMessageFollowsAResume() {
        promote("INVITE_USERS", "RESTRICT_MEMBERS");
        telegram.startVoiceChat(group, alice);
        int asked = telegram.say(group, alice, "/play " + Music.STAIRCASE);
        listener.awaitSecond(2, 60);
        telegram.say(group, alice, "/pause");
        telegram.awaitText(group, asked, "Paused by Alice");
        telegram.delete(group() + MEMBERS + "/" + assistant + "?as=" + alice);
        int told = id(telegram.awaitText(
                group,
                asked,
                "I have stopped. My assistant @muzon_assistant is banned in this group: unban it, then /resume."));

        telegram.say(group, alice, "/resume");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(telegram.messages(group))
                        .filteredOn(message -> id(message) == told)
                        .singleElement()
                        .satisfies(message -> assertThat(Telegram.text(message))
                                .contains("Unban it, and I'll go on: 1 track is safe.")
                                .doesNotContain("/resume")));
    }

    // "Unban it, and I'll go on" and "unban it, then /resume" stood there for good after the ban was lifted.
    @Test
    void aBanThatEndsWhileTheMusicIsPausedIsSaidToBeOver() {
        promote("INVITE_USERS", "RESTRICT_MEMBERS");
        telegram.startVoiceChat(group, alice);
        int asked = telegram.say(group, alice, "/play " + Music.STAIRCASE);
        listener.awaitSecond(2, 60);
        telegram.delete(group() + MEMBERS + "/" + assistant + "?as=" + alice);
        telegram.awaitText(group, asked, "@muzon_assistant is banned in this group. Unban it, and I'll go on");
        telegram.say(group, alice, "/pause");
        telegram.awaitText(group, asked, "Paused by Alice, so I don't go on by myself");
        int more = telegram.say(group, alice, "/play " + Music.song(Format.FLAC).title());
        telegram.awaitText(group, more, "is banned in this group: unban it, then /resume.");

        telegram.post(group() + MEMBERS + "/" + assistant + "/unban", Map.of("as", alice));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(telegram.messages(group))
                        .filteredOn(message -> id(message) > asked)
                        .extracting(Telegram::text)
                        .anyMatch(text -> text.endsWith("That is over."))
                        .noneMatch(text -> text.contains("unban it, then /resume")));
    }

    // "No voice chat is on: start one, then /resume" stood there for good, although one had begun.
    @Test
    void aVoiceChatThatBeginsWhileTheMusicIsPausedEndsWhatAskedForIt() {
        promote("INVITE_USERS");
        telegram.startVoiceChat(group, alice);
        int asked = telegram.say(group, alice, "/play " + Music.STAIRCASE);
        listener.awaitSecond(2, 60);
        telegram.say(group, alice, "/pause");
        telegram.awaitText(group, asked, "Paused by Alice");
        telegram.delete(group() + "/voice-chat?as=" + alice);
        telegram.awaitText(group, asked, "start one, then /resume");
        int more = telegram.say(group, alice, "/play " + Music.song(Format.FLAC).title());
        telegram.awaitText(group, more, "start one, then /resume");

        telegram.startVoiceChat(group, alice);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(telegram.messages(group))
                        .filteredOn(message -> id(message) > asked)
                        .extracting(Telegram::text)
                        .noneMatch(text -> text.endsWith("start one, then /resume.")));
    }

    private static int id(JsonNode message) {
        return message.path("id").intValue();
    }

    private void promote(String... rights) {
        telegram.put(
                group() + MEMBERS + "/" + telegram.bot() + "/rights", Map.of("as", alice, "rights", List.of(rights)));
    }

    private String group() {
        return "sandbox/chats/" + group;
    }

    private long said(int after, String words) {
        return telegram.messages(group).stream()
                .filter(message -> message.path("id").intValue() > after)
                .filter(message -> Telegram.text(message).contains(words))
                .count();
    }
}
