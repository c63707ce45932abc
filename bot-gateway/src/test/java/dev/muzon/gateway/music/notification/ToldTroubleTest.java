package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.OutboxOnPinnedTime;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.CallStatus.Phase;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

/** The last words of messages about trouble. */
class ToldTroubleTest extends GatewayTest {
    private static final Failure AWAY = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "away");
    private static final String SAID = "⚠️ The source of this song does not answer right now. I keep trying.";

    @Autowired
    private TroubleMessages messages;

    @Autowired
    private TroubleStore store;

    @Autowired
    private CallText text;

    @Autowired
    private Texts texts;

    @Autowired
    private ChatLanguages languages;

    @Autowired
    private Clock clock;

    @Autowired
    private KnownPlayers known;

    @Autowired
    private PlayerClient players;

    @Autowired
    private FailureLog failures;

    @Autowired
    private Outbox outbox;

    private final ManualLater later = new ManualLater();
    private ToldTrouble told;
    private PlayerEvent.CallTroubled trouble;

    @BeforeEach
    void tellTrouble() {
        told = restarted();
        trouble = new PlayerEvent.CallTroubled(null, ChatRef.of(chat), AWAY, silent());
        publish("trouble", trouble);
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).isEqualTo(SAID);
        await().until(() -> messages.areOpen(chat, _ -> true));
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, '⏭ It didn''t come back, so I gave this song up.'",
        "TRUNCATED, '⏭ It didn''t come back, so I gave this song up.'",
        "SKIPPED, ⏭ The song was skipped.",
        "STOPPED, ⏹ After that the music was stopped.",
        "FINISHED, '✅ The source came back, and the song was played.'"
    })
    void troubleOfASongThatEndedStayedOpen(EndReason reason, String last) {
        publish("over", new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, reason, null));
        expectEnd(last);
    }

    // "After that the music was stopped" stood there for good, although nobody had stopped it and it went on.
    @Test
    void troubleThatAnotherTookThePlaceOfWasCalledStopped() {
        tellTroubleOfTheCall();
        Failure ended = Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended");
        publish("left", new PlayerEvent.CallChanged(ChatRef.of(chat), CallState.LEFT, ended));
        await().until(() -> messages.areOpen(chat, OpenTrouble::tellsOfEnd));

        told.saw(playing(5));
        known.saw(playing(5));
        assertThat(later.next()).isTrue();
        await().untilAsserted(() -> assertThat(edits()).hasSize(3));
        assertThat(edits())
                .allSatisfy(edit -> assertThat(edit.text()).endsWith("\n✅ That is solved: the music went on."));
    }

    // The assistant was let in again and still muted, and the last message only said that it had been removed.
    @Test
    void troubleThatLastedBehindAnotherIsToldOnceMore() {
        PlayerEvent.CallTroubled same = tellTroubleOfTheCall();
        assertThat(told.troubled(same)).as("said already").isTrue();
        told.addLeft(chat, 901, "⏹ I stopped, because it was removed.", null, known.of(new PlayerId(chat)));
        told.left(chat);
        assertThat(told.troubled(same)).as("said below the end").isFalse();
        assertThat(edits()).isEmpty();
    }

    @Test
    void soundThatStoppedAgainWasCalledTheEndOfTrouble() {
        told.saw(playing(5));
        assertThat(told.troubled(trouble)).as("said already").isTrue();
        known.saw(playing(5));
        assertThat(later.next()).isTrue();
        assertThat(messages.areOpen(chat, _ -> true)).isTrue();
        assertThat(edits()).isEmpty();
        told.saw(playing(5));
        assertThat(later.next()).isTrue();
        expectEnd("✅ That is solved: the music went on.");
        assertThat(later.delays()).containsExactly(ToldTrouble.STEADY, ToldTrouble.STEADY);
    }

    // The assistant restarted, and trouble that nobody had ended was told once more.
    @Test
    void troubleThatLastedWasToldOnceMoreAfterMinutes() {
        Clock then = Clock.offset(clock, Duration.ofMinutes(3));
        var afterwards = new ToldTrouble(
                new TroubleMessages(store, text, texts, languages, outbox, then, failures),
                known,
                players,
                later,
                then,
                failures);
        assertThat(afterwards.troubled(trouble)).as("said already").isTrue();
        afterwards.saw(playing(5));
        assertThat(afterwards.troubled(trouble))
                .as("said since music was heard")
                .isFalse();
        expectEnd("✅ That was solved, and the music played.");
    }

    // "The music went on" came half a minute late, when it stood once more.
    @Test
    void musicThatStoodAgainWasSaidToHaveGoneOn() {
        told.saw(playing(5));
        known.saw(playing(5));
        player.shows(Players.revised(9, Players.in(PlayerState.RECONNECTING, playing(5))));
        assertThat(later.next()).isTrue();
        await().until(() -> messages.areOpen(chat, _ -> true));
        assertThat(edits()).isEmpty();

        PlayerView back = Players.revised(10, playing(5));
        player.shows(back);
        known.saw(back);
        told.saw(back);
        assertThat(later.next()).isTrue();
        expectEnd("✅ That is solved: the music went on.");
    }

    @Test
    void theEndOfTroubleStoodInLineWithAnswers() {
        try (var lively = new OutboxOnPinnedTime()) {
            for (int i = 0; i < 20; i++) {
                lively.until(Duration.ofSeconds(2L * i));
                CompletableFuture<Integer> _ = lively.outbox.send(chat, Content.of("news " + i), null);
            }
            lively.until(Duration.ofSeconds(40));
            CompletableFuture<Integer> _ = lively.outbox.send(chat, Content.of("answer"), 1);
            new TroubleMessages(store, text, texts, languages, lively.outbox, clock, failures)
                    .close(chat, _ -> true, MusicPhrase.TROUBLE_OVER);
            lively.until(Duration.ofMinutes(2));
            assertThat(lively.texts().subList(20, 22)).containsExactly(SAID + "\n☑️ That is over.", "answer");
        }
    }

    // It was told "after that the music was stopped", although it had played.
    @Test
    void troubleOfACallThatWasSolvedAMomentBeforeTheEndWasCalledUnsolved() {
        tellTroubleOfTheCall();
        told.saw(playing(5));
        told.saw(Players.in(PlayerState.PAUSED, playing(5)));
        told.stopped(chat);
        await().untilAsserted(() -> assertThat(edits())
                .anySatisfy(edit -> assertThat(edit.text()).endsWith("\n✅ That was solved, and the music played.")));
    }

    // "After that the music was stopped" was told of a song that was skipped, or that ended by itself.
    @ParameterizedTest
    @CsvSource({"SKIPPED, ⏭ The song was skipped.", "FAILED, ☑️ That is over."})
    void troubleOfACallWhoseQueueEndedWasCalledStopped(EndReason reason, String last) {
        messages.close(chat, _ -> true, MusicPhrase.TROUBLE_OVER);
        tellTroubleOfTheCall();
        told.ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, reason, null));
        told.queueEnded(chat);
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).endsWith("\n" + last);
    }

    // "After that the music was stopped" stood there for good, while the music played again.
    @Test
    void troubleWhoseStopWasTakenBackIsOpenAgain() {
        messages.close(chat, _ -> true, MusicPhrase.TROUBLE_OVER);
        tellTroubleOfTheCall();
        told.ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.STOPPED, null));
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).endsWith("\n⏹ After that the music was stopped.");

        known.saw(Players.in(PlayerState.STARTING, playing(6)));
        await().untilAsserted(() -> assertThat(edits()).hasSize(3));
        assertThat(edits().getLast().text()).doesNotContain("stopped").contains("banned");

        told.saw(playing(6));
        known.saw(playing(6));
        assertThat(later.next()).isTrue();
        await().untilAsserted(() -> assertThat(edits()).hasSize(4));
        assertThat(edits().getLast().text()).endsWith("\n✅ That is solved: the music went on.");
    }

    // "Unban it, and I'll go on" stood there for good, and it did not go on.
    @Test
    void thePromiseToGoOnOutlivedAPause() {
        tellTroubleOfTheCall();
        CallStatus banned = new CallStatus(Phase.LEFT, Failure.of(FailureCode.ASSISTANT_BANNED, "banned"));
        told.saw(Players.paused(new Requester(1, "Ann"), Players.withCall(banned, playing(5))));
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text())
                        .endsWith("\n⏸ Paused by Ann, so I don't go on by myself: /resume does.")));
        assertThat(messages.areOpen(chat, _ -> true)).isTrue();
    }

    // "Let it in again, and I'll go on" stood there although the assistant was back, because the music was paused.
    @Test
    void theEndOfACallThatIsBackStayedOpenDuringAPause() {
        told.addLeft(chat, 901, "⏹ I stopped, because it was removed.", null, known.of(new PlayerId(chat)));
        told.saw(Players.paused(
                new Requester(1, "Ann"), Players.withCall(new CallStatus(Phase.CONNECTED, null), playing(5))));
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit ->
                        assertThat(edit.text()).isEqualTo("⏹ I stopped, because it was removed.\n☑️ That is over.")));
    }

    // "Unban it, and I'll go on" stood there for good, although it was unbanned, because the music was paused.
    @ParameterizedTest
    @CsvSource({"LEFT, ASSISTANT_REMOVED", "LEFT,", "JOINING,", "CONNECTED,", ","})
    void troubleThatPeopleEndedStayedOpenDuringAPause(@Nullable Phase phase, @Nullable FailureCode left) {
        tellTroubleOfTheCall();
        CallStatus banned = new CallStatus(Phase.LEFT, Failure.of(FailureCode.ASSISTANT_BANNED, "banned"));
        told.saw(Players.paused(new Requester(1, "Ann"), Players.withCall(banned, Players.revised(7, playing(5)))));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));

        CallStatus now =
                phase == null ? null : new CallStatus(phase, left == null ? null : Failure.of(left, "unbanned"));
        told.saw(Players.paused(new Requester(1, "Ann"), Players.withCall(now, Players.revised(8, playing(5)))));

        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(edit ->
                        assertThat(edit.text()).startsWith("⚠️ I can't play: ").endsWith("\n☑️ That is over.")));
    }

    // "Start a new one and I'll go on" stood there alone beside "I'm paused".
    @Test
    void theUndoOfAStopForgotThePauseInAMessageOfTrouble() {
        messages.close(chat, _ -> true, MusicPhrase.TROUBLE_OVER);
        tellTroubleOfTheCall();
        CallStatus banned = new CallStatus(Phase.LEFT, Failure.of(FailureCode.ASSISTANT_BANNED, "banned"));
        told.saw(Players.paused(new Requester(1, "Ann"), Players.withCall(banned, Players.revised(7, playing(5)))));
        told.ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.STOPPED, null));

        known.saw(Players.paused(new Requester(1, "Ann"), Players.withCall(banned, Players.revised(9, playing(6)))));

        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(edit -> assertThat(edit.text())
                        .endsWith("\n⏸ Paused by Ann, so I don't go on by myself: /resume does.")));
    }

    // "I don't go on by myself" stood there for good, also after a /resume.
    @Test
    void thePauseInAMessageOfTroubleOutlivedAResume() {
        tellTroubleOfTheCall();
        CallStatus banned = new CallStatus(Phase.LEFT, Failure.of(FailureCode.ASSISTANT_BANNED, "banned"));
        told.saw(Players.paused(new Requester(1, "Ann"), Players.withCall(banned, Players.revised(7, playing(5)))));
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        PlayerView tries = Players.revised(
                8, Players.withCall(new CallStatus(Phase.JOINING, null), Players.in(PlayerState.STARTING, playing(5))));
        told.saw(tries);
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(edit ->
                        assertThat(edit.text()).startsWith("⚠️ I can't play: ").doesNotContain("Paused", "/resume")));
    }

    // The edit had waited, and was written as if the music were still paused.
    @Test
    void aLateEditTellsOfThePauseOnlyWhileItLasts() {
        tellTroubleOfTheCall();
        CallStatus banned = new CallStatus(Phase.LEFT, Failure.of(FailureCode.ASSISTANT_BANNED, "banned"));
        known.saw(Players.revised(9, Players.in(PlayerState.STARTING, playing(5))));
        told.saw(Players.paused(new Requester(1, "Ann"), Players.withCall(banned, Players.revised(7, playing(5)))));
        told.stopped(chat);
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits()).noneMatch(edit -> edit.text().contains("Paused by"));
    }

    @Test
    void soundThatTroubleEndedBeforeTheStopSolvedNothing() {
        tellTroubleOfTheCall();
        told.saw(playing(5));
        told.lost(chat);
        told.stopped(chat);
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits())
                .allSatisfy(edit -> assertThat(edit.text()).endsWith("\n⏹ After that the music was stopped."));
    }

    // "It didn't come back" was told of a slow source that had come back twice.
    @Test
    void aSourceThatBrokeOffAgainWasSaidNeverToHaveComeBack() {
        told.saw(playing(5));
        told.troubled(trouble);
        told.ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.TRUNCATED, AWAY));
        expectEnd("⏭ It came back, but broke off again, so I gave this song up.");
    }

    @Test
    void theTimeOfAPauseWasCountedAsSteadySound() {
        told.saw(playing(5));
        told.saw(Players.in(PlayerState.PAUSED, playing(5)));
        told.saw(playing(5));
        known.saw(playing(5));
        assertThat(later.next()).isTrue();
        assertThat(messages.areOpen(chat, _ -> true)).isTrue();
        assertThat(later.next()).isTrue();
        expectEnd("✅ That is solved: the music went on.");
    }

    // The call had come back, and the source never did.
    @Test
    void soundAfterTroubleOfTheCallWasTakenForTheSourceThatCameBack() {
        messages.close(chat, _ -> true, MusicPhrase.TROUBLE_OVER);
        tellTroubleOfTheCall();
        told.saw(playing(5));
        told.add(901, trouble);
        told.ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.FAILED, AWAY));
        await().untilAsserted(() -> assertThat(edits())
                .filteredOn(edit -> edit.body().path("message_id").asInt() == 901)
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).endsWith("⏭ It didn't come back, so I gave this song up.")));
    }

    private PlayerEvent.CallTroubled tellTroubleOfTheCall() {
        Failure banned = Failure.of(FailureCode.ASSISTANT_BANNED, "banned");
        var event = new PlayerEvent.CallTroubled(
                null,
                ChatRef.of(chat),
                banned,
                Players.withCall(new CallStatus(Phase.JOINING, banned), Players.in(PlayerState.STARTING, playing(5))));
        told.add(900, event);
        await().until(() -> messages.areOpen(chat, _ -> true));
        return event;
    }

    // It stayed open until the next news of the player, for a long song.
    @Test
    void theEndOfTroubleIsToldThoughTheStoreWasAway() {
        TroubleStore away = spy(store);
        doThrow(new DataAccessResourceFailureException("away"))
                .doCallRealMethod()
                .when(away)
                .decided(any(), any());
        var hiccup = new ToldTrouble(
                new TroubleMessages(away, text, texts, languages, outbox, clock, failures),
                known,
                players,
                later,
                clock,
                failures);
        hiccup.saw(playing(5));
        known.saw(playing(5));
        assertThat(later.next()).isTrue();
        assertThat(edits()).isEmpty();
        assertThat(later.next()).isTrue();
        expectEnd("✅ That is solved: the music went on.");
    }

    @Test
    void whatAnEarlierProcessToldIsEndedThoughTheStoreWasAway() {
        player.shows(Players.revised(7, playing(6)));
        TroubleStore away = spy(store);
        doThrow(new DataAccessResourceFailureException("away"))
                .doCallRealMethod()
                .when(away)
                .all();
        new ToldTrouble(
                        new TroubleMessages(away, text, texts, languages, outbox, clock, failures),
                        known,
                        players,
                        later,
                        clock,
                        failures)
                .began(new LeadershipBegan());
        assertThat(later.next()).isTrue();
        assertThat(edits()).isEmpty();
        assertThat(later.next()).isTrue();
        expectEnd("☑️ That is over.");
    }

    // It stayed open until the next news of the player.
    @Test
    void troubleThatWasKeptAfterTheMusicWentOnStayedOpen() {
        int message = store.all().stream()
                .filter(one -> one.chatId() == chat)
                .findFirst()
                .orElseThrow()
                .messageId();
        known.saw(Players.revised(7, playing(6)));
        told.add(message, trouble);
        expectEnd("☑️ That is over.");
    }

    @Test
    void troubleThatComesAgainIsNotToldTwice() {
        publish("again", trouble);
        publish("over", new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.FAILED, null));
        expectEnd("⏭ It didn't come back, so I gave this song up.");
        assertThat(sent())
                .noneMatch(message ->
                        !message.equals(sent().getFirst()) && message.text().startsWith(SAID));
    }

    @Test
    void troubleThatPassedDuringARestartStayedOpen() {
        player.shows(Players.revised(7, playing(5)));
        restartedGateway();
        later.next();
        expectEnd("✅ That is solved: the music went on.");
    }

    @Test
    void troubleOfASongThatEndedDuringARestartStayedOpen() {
        player.shows(Players.revised(7, playing(6)));
        restartedGateway();
        expectEnd("☑️ That is over.");
    }

    @Test
    void theEndOfTroubleWasForgottenWhenAnotherReplicaTookOver() throws InterruptedException {
        Map<Long, List<Duration>> spent = outbox.handOver();
        try {
            told.ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.FAILED, null));
        } finally {
            outbox.takeOver(spent);
        }
        restartedGateway();
        expectEnd("⏭ It didn't come back, so I gave this song up.");
    }

    @Test
    void whatWaitsForTheNextVoiceChatStaysOpenDuringARestart() {
        PlayerId id = new PlayerId(chat);
        told.addLeft(chat, 901, "⏹ The voice chat has ended.", null, known.of(id));
        Failure ended = Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended");
        player.shows(Players.revised(
                7, Players.withCall(new CallStatus(Phase.LEFT, ended), Players.in(PlayerState.PAUSED, playing(5)))));
        restartedGateway();
        assertThat(edits()).isEmpty();
        assertThat(messages.areOpen(chat, OpenTrouble::tellsOfEnd)).isTrue();
    }

    private void restartedGateway() {
        restarted().began(new LeadershipBegan());
        assertThat(later.delays()).endsWith(ToldTrouble.CAUGHT_UP);
        later.next();
    }

    private ToldTrouble restarted() {
        return new ToldTrouble(messages, known, players, later, clock, failures);
    }

    private void expectEnd(String last) {
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).isEqualTo(SAID + "\n" + last)));
    }

    private PlayerView silent() {
        return Players.withCall(new CallStatus(Phase.CONNECTED, null), Players.in(PlayerState.STARTING, playing(5)));
    }

    private void publish(String id, PlayerEvent event) {
        publisher.publish(id + ":" + chat, event);
    }
}
