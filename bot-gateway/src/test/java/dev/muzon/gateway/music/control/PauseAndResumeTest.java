package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Pauses and their ends, also of music that is not in its voice chat. */
class PauseAndResumeTest extends GatewayTest {
    @Autowired
    private KnownPlayers known;

    @ParameterizedTest
    @CsvSource({
        "en, ▶️ It is playing already., ⏸ It is paused already. /resume goes on.",
        "ru, ▶️ Уже играет., ⏸ Уже на паузе. Продолжить — /resume."
    })
    void aCommandThatChangesNothingClaimsNoChange(String language, String playing, String paused) {
        player.shows(playing(5));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(playing);
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        say(language, "/pause");
        assertThat(reply()).isEqualTo(paused);
    }

    @Test
    void playingAgainIsSaidOnlyWhenTheMusicPlays() {
        player.shows(Players.in(PlayerState.PAUSED, playing(5)));
        player.becomes(playing(5));
        say("en", "/resume");
        assertThat(reply()).isEqualTo("▶️ Playing again");
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.RECONNECTING, Failure.of(FailureCode.VOICE_CHAT_MUTED, "muted")),
                Players.in(PlayerState.RECONNECTING, playing(5))));
        say("en", "/resume");
        assertThat(reply()).startsWith("⚠️ Nobody hears me: my assistant is muted");
        player.shows(Players.in(PlayerState.RECONNECTING, playing(5)));
        say("en", "/resume");
        assertThat(reply()).isEqualTo("🔄 The connection was lost, reconnecting…");
    }

    @Test
    void aResumeOfATrackThatBeginsIsAnsweredByItsCard() {
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.CONNECTED, null), Players.in(PlayerState.STARTING, playing(5))));
        say("en", "/resume");
        await().untilAsserted(() -> assertThat(commands()).hasSize(1));
        say("en", "/ping");
        assertThat(reply()).doesNotContain("Playing");
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "en, '⏸ Paused. No voice chat is on: start one, then /resume.'",
        "ru, '⏸ Пауза. Голосового чата нет: начните его, затем /resume.'"
    })
    void aPauseAfterTheVoiceChatEndedWasCalledStopped(String language, String answer) {
        player.shows(ended(playing(5)));
        player.becomes(Players.paused(new Requester(requester, "Ann"), playing(5)));
        say(language, "/pause");
        assertThat(reply()).isEqualTo(answer);
    }

    @Test
    void aPauseRightAfterTheVoiceChatEndedGotNoAnswerWhileTheCardStillStood() {
        card(playing(5));
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.CONNECTED, null), playing(5)));
        player.becomes(Players.paused(new Requester(requester, "Ann"), playing(5)));
        say("en", "/pause");
        assertThat(reply()).isEqualTo("⏸ Paused. I'm not in the voice chat: /resume brings me back.");
    }

    // "Paused" was all, so nobody sent /resume when the assistant was back.
    @ParameterizedTest
    @EnumSource(
            value = CallStatus.Phase.class,
            names = {"JOINING", "RECONNECTING"})
    void aPauseOnTheWayIntoTheVoiceChatDidNotSayThatResumeIsNeeded(CallStatus.Phase phase) {
        var way = new CallStatus(phase, null);
        player.shows(Players.withCall(way, Players.in(PlayerState.STARTING, playing(5))));
        player.becomes(Players.withCall(way, Players.paused(new Requester(requester, "Ann"), playing(5))));
        say("en", "/pause");
        assertThat(reply()).isEqualTo("⏸ Paused. I'm still getting into the voice chat: /resume goes on.");
    }

    @Test
    void aResumeOnTheWayIntoTheVoiceChatGotNoAnswer() {
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.LEFT, Failure.of(FailureCode.ASSISTANT_REMOVED, "removed")),
                Players.in(PlayerState.PAUSED, playing(5))));
        player.becomes(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, null), Players.in(PlayerState.STARTING, playing(5))));
        say("en", "/resume");
        assertThat(reply()).isEqualTo("⏳ Joining the voice chat, not heard yet.");
    }

    // "Joining" was said for five seconds where nobody had started a voice chat.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        en | ⚠️ I can't play yet: there is no voice chat. Start one, and I'll go on. | ⏳ Joining the voice chat, not heard yet.
        ru | ⚠️ Пока не могу играть: голосовой чат не начат. Начните его, и я продолжу. | ⏳ Подключаюсь к голосовому чату, пока не слышно.
        """)
    void aResumeWithoutAVoiceChatWasSaidToJoinIt(String language, String none, String joining) {
        player.shows(ended(playing(5)));
        player.becomes(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, null), Players.in(PlayerState.STARTING, playing(5))));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(none);

        known.voiceChatBegan(new PlayerId(chat));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(joining);
    }

    // "Joining" was said by the next command, and then again that there is no voice chat.
    @Test
    void aQueueBehindAResumeWithoutAVoiceChatSaidJoining() {
        player.shows(ended(playing(5)));
        player.becomes(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, null), Players.in(PlayerState.STARTING, playing(5))));
        say("en", "/resume");
        reply();
        say("en", "/now");
        assertThat(reply()).contains("there is no voice chat").doesNotContain("Joining");
    }

    // "Let it in again" was said in the second in which the assistant came in by itself.
    @Test
    void aResumeThatLetsTheAssistantInAgainAskedForThat() {
        Failure removed = Failure.of(
                FailureCode.ASSISTANT_REMOVED,
                "removed",
                Map.of("assistant", FailureArgument.text("@muzon_assistant")));
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.LEFT, removed), Players.in(PlayerState.PAUSED, playing(5))));
        player.becomes(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, removed), Players.in(PlayerState.STARTING, playing(5))));
        say("en", "/resume");
        assertThat(reply()).isEqualTo("⏳ Joining the voice chat, not heard yet.");
    }

    // The track that came after the replayed one was called the beginning of it.
    @Test
    void aReplayWhoseTrackWasSkippedSaidThatItPlaysFromTheBeginning() {
        player.shows(silent(FailureCode.VOICE_CHAT_MUTED, 5));
        player.becomes(silent(FailureCode.VOICE_CHAT_MUTED, 6));
        say("en", "/replay");
        assertThat(reply()).startsWith("⚠️ Nobody hears me");
        player.shows(Players.playing(chat, 7, Instant.now(), Players.entry("e2", "Prelude", requester)));
        telegram.say(chat, requester, "en", "/queue");
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).isEqualTo("▶️ Playing again")));
    }

    @Test
    void aReplayFollowsEachCauseOfSilenceUntilItIsHeard() {
        player.shows(silent(FailureCode.VOICE_CHAT_MUTED, 5));
        player.becomes(silent(FailureCode.VOICE_CHAT_MUTED, 6));
        say("en", "/replay");
        assertThat(reply()).startsWith("⚠️ Nobody hears me");
        PlayerView ended = silent(FailureCode.NO_VOICE_CHAT, 6);
        follows(ended, "⚠️ I can't play yet: there is no voice chat. Start one, and I'll go on.");
        follows(
                Players.paused(new Requester(3, "Ann"), ended),
                "⏸ Paused by Ann. No voice chat is on: start one, then /resume.");
        follows(playing(6), "⏮ Playing from the beginning");
    }

    private void follows(PlayerView view, String words) {
        player.shows(view);
        telegram.say(chat, requester, "en", "/queue");
        await().untilAsserted(() -> assertThat(edits().getLast().text()).isEqualTo(words));
    }

    private PlayerView silent(FailureCode code, long epoch) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.RECONNECTING, Failure.of(code, "seen")),
                Players.in(PlayerState.RECONNECTING, playing(epoch)));
    }

    @Test
    void twoPeopleWhoResumedReadTwiceThatItPlaysAgain() {
        PlayerView joining = Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, null), Players.in(PlayerState.STARTING, playing(5)));
        player.shows(joining);
        player.becomes(joining);
        say("en", "/resume");
        assertThat(reply()).isEqualTo("⏳ Joining the voice chat, not heard yet.");
        say("en", "/resume");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        await().untilAsserted(() -> assertThat(calls("deletemessage")).hasSize(1));

        player.shows(playing(5));
        say("en", "/queue");
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().equals("▶️ Playing again")));
        assertThat(edits())
                .filteredOn(edit -> edit.text().equals("▶️ Playing again"))
                .hasSize(1);
    }

    // The assistant was banned and that was told. The retry that a /resume begins has no failure yet.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ⏳ Joining the voice chat, not heard yet. | ⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on. | ▶️ Playing again
            ru | ⏳ Подключаюсь к голосовому чату, пока не слышно. | ⚠️ Не могу играть: @muzon_assistant забанен в этой группе. Разбаньте его, и я продолжу. | ▶️ Играю дальше
            """)
    void aResumeWhileTheAssistantIsBannedGotNoAnswerOrAnUntrueOne(
            String language, String joining, String banned, String again) {
        PlayerView starting = Players.in(PlayerState.STARTING, playing(5));
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, banned()), starting));
        player.becomes(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, null), starting));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(joining);
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, banned()), starting));
        say(language, "/queue");
        await().untilAsserted(() -> assertThat(edits().getLast().text()).isEqualTo(banned));
        player.shows(playing(5));
        say(language, "/queue");
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).isEqualTo(again);
    }

    // "Joining the voice chat" was said first, and the ban that everybody knew of some seconds later.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on. | ▶️ Playing again
            ru | ⚠️ Не могу играть: @muzon_assistant забанен в этой группе. Разбаньте его, и я продолжу. | ▶️ Играю дальше
            """)
    void aResumeNamedAKnownBanOnlyWhenItHadFailedAgain(String language, String banned, String again) {
        PlayerView waits = Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, banned()), Players.in(PlayerState.STARTING, playing(5)));
        player.shows(waits);
        say(language, "/resume");
        assertThat(reply()).isEqualTo(banned);
        player.shows(playing(5));
        say(language, "/queue");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getLast().text()).isEqualTo(again);
    }

    // The second one was answered "/resume goes on", which it did not while the ban lasted.
    @ParameterizedTest
    @CsvSource({
        "en, '⏸ Paused. My assistant @muzon_assistant is banned in this group: unban it, then /resume.'",
        "ru, '⏸ Пауза. Мой помощник @muzon_assistant забанен в этой группе: разбаньте его, затем /resume.'"
    })
    void aSecondPauseWhileTheAssistantIsOutPromisedThatResumeGoesOn(String language, String answer) {
        PlayerView out = Players.withCall(new CallStatus(CallStatus.Phase.LEFT, banned()), playing(5));
        player.shows(Players.paused(new Requester(requester, "Ann"), out));
        say(language, "/pause");
        assertThat(reply()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'Nothing is playing right now. Start something with /play. /undo brings back what was taken away: 2 tracks.'",
        "ru, 'Сейчас ничего не играет. Включите что-нибудь: /play. /undo вернёт убранное: 2 трека.'"
    })
    void aResumeAfterAStopDidNotTellOfTheUndo(String language, String answer) {
        player.shows(Players.idle(chat, 5, Instant.now()));
        player.refuseNext(Failure.of(FailureCode.NOTHING_PLAYING, "stopped", Map.of("undo", FailureArgument.count(2))));
        say(language, "/resume");
        assertThat(reply()).isEqualTo(answer);
    }

    // "I'm not in the voice chat" stayed there, and a /resume was refused for another reason.
    @Test
    void aPauseInTheFirstSecondsOfTroubleNamedItsCauseNeverAfterwards() {
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, null), starting()));
        player.becomes(paused(null));
        say("en", "/pause");
        assertThat(reply()).startsWith("⏸ Paused. I'm ");
        follows(
                paused(Failure.of(FailureCode.NO_VOICE_CHAT, "none")),
                "⏸ Paused. No voice chat is on: start one, then /resume.");
        follows(
                paused(banned()),
                "⏸ Paused. My assistant @muzon_assistant is banned in this group: unban it, then /resume.");
        follows(playing(5), "⏸ Paused");
    }

    @Test
    void anUndoThatPromisedToJoinWasNeverCorrected() {
        player.shows(Players.idle(chat, 4, Instant.now()));
        player.becomes(Players.withCall(new CallStatus(CallStatus.Phase.JOINING, null), starting()));
        say("en", "/undo");
        String back = "↩️ Back: <b>Artist &amp; Co – Nocturne</b>";
        assertThat(reply()).isEqualTo(back + "\n⏳ Joining the voice chat, not heard yet.");
        follows(
                Players.withCall(new CallStatus(CallStatus.Phase.JOINING, banned()), starting()),
                back + "\n⚠️ I can't play: @muzon_assistant is banned in this group. Unban it, and I'll go on.");
        follows(playing(5), "↩️ Goes on: <b>Artist &amp; Co – Nocturne</b>");
    }

    @Test
    void anUndoOfAPauseOnTheWayIntoTheVoiceChatWasNeverCorrected() {
        player.shows(paused(null));
        say("en", "/undo");
        assertThat(reply()).startsWith("↩️ Taken back\nI'm paused. I'm ");
        follows(
                paused(banned()),
                "↩️ Taken back\nI'm paused. My assistant @muzon_assistant is banned in this group: "
                        + "unban it, then /resume.");
        follows(Players.idle(chat, 6, Instant.now()), "↩️ Taken back");
    }

    private PlayerView starting() {
        return Players.in(PlayerState.STARTING, playing(5));
    }

    private PlayerView paused(@Nullable Failure why) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, why),
                Players.paused(new Requester(requester, "Ann"), playing(5)));
    }

    private static Failure banned() {
        return Failure.of(
                FailureCode.ASSISTANT_BANNED, "banned", Map.of("assistant", FailureArgument.text("@muzon_assistant")));
    }

    // "/resume does" was said, and it did not until somebody lifted the ban.
    @ParameterizedTest
    @EnumSource(
            value = PlayerState.class,
            names = {"STARTING", "PAUSED"})
    void aPauseWhileTheAssistantIsBannedDidNotSayThatItIsOut(PlayerState before) {
        var way = new CallStatus(CallStatus.Phase.JOINING, banned());
        player.shows(Players.withCall(way, Players.in(before, playing(5))));
        player.becomes(Players.withCall(way, Players.paused(new Requester(requester, "Ann"), playing(5))));
        say("en", "/pause");
        assertThat(reply())
                .isEqualTo("⏸ Paused. My assistant @muzon_assistant is banned in this group: unban it, then /resume.");
    }

    // A voice chat was on all the time. What was missing was the assistant.
    @Test
    void aPauseWithoutTheAssistantWasSaidToWaitForAVoiceChat() {
        player.shows(Players.withCall(
                new CallStatus(
                        CallStatus.Phase.LEFT,
                        Failure.of(
                                FailureCode.ASSISTANT_REMOVED,
                                "removed",
                                Map.of("assistant", FailureArgument.text("@muzon_assistant")))),
                Players.in(PlayerState.PAUSED, playing(5))));
        player.becomes(Players.paused(new Requester(requester, "Ann"), playing(5)));
        say("en", "/pause");
        assertThat(reply())
                .isEqualTo(
                        "⏸ Paused. My assistant @muzon_assistant is not in this group: /resume brings it in if I may invite people, else let it in again.");
    }

    private static PlayerView ended(PlayerView playing) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.LEFT, Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended")),
                Players.in(PlayerState.PAUSED, playing));
    }
}
