package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.failure.FailureKind;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.node.ObjectNode;

/** The now-playing card while its track plays and when it ends. */
class CardsTest extends GatewayTest {
    @Autowired
    private KnownPlayers known;

    @Autowired
    private Cards cards;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private CardStore store;

    @Autowired
    private ChatLocks locks;

    @Autowired
    private CardPen pen;

    @Autowired
    private StatusMessages statuses;

    @Autowired
    private FailureLog failures;

    private int changes;

    @Test
    void aChangeRedrawsTheCardAndTheEndTakesItsButtons() {
        int card = card(playing(5));
        changed(Players.in(PlayerState.PAUSED, playing(5)));
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("⏸ Paused")));
        end("first", EndReason.FINISHED, null);
        await().untilAsserted(() -> assertThat(edits().getLast().text()).startsWith("✅ Played"));
        assertThat(edits().getLast().body().at("/reply_markup/inline_keyboard").isEmpty())
                .isTrue();
        assertThat(edits().getLast().body().path("message_id").asInt()).isEqualTo(card);
    }

    // After /lang the old words stood above buttons in the new language, until something else changed.
    @Test
    void theCardKeptItsLanguageWhenTheChatChoseAnother() {
        telegram.member(chat, requester, "administrator");
        player.shows(playing(5));
        say("en", "/ping");
        reply();
        card(Players.paused(new Requester(requester, "Ann"), playing(5)));
        say("en", "/lang ru");
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("⏸ Пауза")));
    }

    @Test
    void theCardFollowsEachCauseOfSilenceAndItsEnd() {
        card(playing(5));
        shows(silent(FailureCode.VOICE_CHAT_MUTED), "⚠️ Nobody hears me: @muzon_assistant is muted in the voice chat.");
        shows(silent(FailureCode.NO_VOICE_CHAT), "⚠️ I can't play yet: there is no voice chat.");
        shows(
                paused(silent(FailureCode.NO_VOICE_CHAT)),
                "⏸ Paused by Ann. No voice chat is on: start one, then /resume.");
        shows(
                paused(silent(FailureCode.VOICE_CHAT_MUTED)),
                "⏸ Paused by Ann. My assistant @muzon_assistant is muted in the voice chat: let it speak, then /resume.");
        changed(playing(5));
        await().untilAsserted(() ->
                assertThat(edits().getLast().text()).startsWith("▶️").doesNotContain("⚠️", "⏸"));
    }

    // "The connection was lost, reconnecting…" stood for seconds beside "The voice chat has ended, so I stopped".
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoiceChatThatIsKnownToHaveEndedIsNotReconnected(boolean lostFirst) {
        card(playing(5));
        if (lostFirst) {
            lose();
            await().untilAsserted(() ->
                    assertThat(edits()).anyMatch(edit -> edit.text().contains("🔄 The connection was lost")));
        }
        var ended = telegram.message(chat, requester, "en", "");
        ended.putObject("video_chat_ended");
        telegram.update("message", ended.toString());
        if (!lostFirst) {
            await().until(() -> known.hasEnded(new PlayerId(chat)));
            lose();
        }
        await().untilAsserted(() -> assertThat(edits())
                .isNotEmpty()
                .last()
                .satisfies(edit -> assertThat(edit.text())
                        .contains("⏹ The voice chat has ended, so I stopped.")
                        .doesNotContain("🔄")));
    }

    private void lose() {
        publisher.publish(
                "lost:" + chat,
                new PlayerEvent.CallChanged(
                        ChatRef.of(chat),
                        PlayerEvent.CallChanged.CallState.RECONNECTING,
                        Failure.perInstance(FailureCode.CALL_LOST, "lost", "call:-1")));
    }

    // "The connection was lost, reconnecting…" hid who had paused the music, and that it would stay silent.
    @Test
    void aPausedCardForgotItsPauseWhenTheVoiceChatWasLost() {
        card(playing(5));
        shows(
                paused(Players.withCall(new CallStatus(CallStatus.Phase.CONNECTED, null), playing(5))),
                "⏸ Paused by Ann");
        publisher.publish(
                "lost:" + chat,
                new PlayerEvent.CallChanged(
                        ChatRef.of(chat),
                        PlayerEvent.CallChanged.CallState.RECONNECTING,
                        failure(FailureCode.VOICE_CHAT_MUTED)));
        await().untilAsserted(() -> assertThat(edits().getLast().text())
                .contains("⏸ Paused by Ann. My assistant @muzon_assistant is muted in the voice chat"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_VOICE_CHAT | No voice chat is on: start one | there is no voice chat. Start one
            VOICE_CHAT_ENDED | No voice chat is on: start one | The voice chat has ended
            VOICE_CHAT_SCHEDULED | is scheduled for later: start it | is scheduled for later. Start it
            VOICE_CHAT_LIVESTREAM | A live stream is running here | A live stream is running here
            VOICE_CHAT_MUTED | @muzon_assistant is muted | @muzon_assistant is muted
            VOICE_CHAT_RIGHTS_MISSING | @muzon_assistant lacks a right | @muzon_assistant lacks a right
            ASSISTANT_REMOVED | @muzon_assistant is not in this group | @muzon_assistant was removed from this group
            ASSISTANT_BANNED | @muzon_assistant is banned | @muzon_assistant is banned
            INVITE_RIGHT_MISSING | I can't invite my assistant @muzon_assistant | I can't invite @muzon_assistant
            JOIN_REQUESTED | @muzon_assistant has asked to join | @muzon_assistant has asked to join
            ASSISTANT_CANNOT_JOIN | @muzon_assistant can't get into this group | @muzon_assistant can't get into this group
            NO_ASSISTANT | No assistant account is logged in | no assistant account is logged in
            """)
    void nowSaysWhyTheMusicIsSilent(FailureCode code, String paused, String waiting) {
        player.shows(silent(code));
        say("en", "/now");
        assertThat(reply()).contains(waiting).doesNotContain("▶️");
        player.shows(paused(silent(code)));
        say("en", "/now");
        assertThat(reply()).contains("⏸ Paused by Ann. ", paused).doesNotContain("▶️");
    }

    private void shows(PlayerView player, String words) {
        changed(player);
        await().untilAsserted(() -> assertThat(edits())
                .isNotEmpty()
                .last()
                .satisfies(edit -> assertThat(edit.text()).contains(words)));
    }

    private PlayerView silent(FailureCode code) {
        return Players.withCall(
                new CallStatus(CallStatus.Phase.RECONNECTING, failure(code)),
                Players.in(PlayerState.RECONNECTING, playing(5)));
    }

    private static PlayerView paused(PlayerView player) {
        return Players.paused(new Requester(3, "Ann"), player);
    }

    private static Failure failure(FailureCode code) {
        return code.kind() == FailureKind.USER
                ? Failure.of(code, "seen", Map.of("assistant", FailureArgument.text("@muzon_assistant")))
                : Failure.of(code, "seen");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoCardsAtOnceUnderAFloodLeaveOneWithButtons(boolean startsFirst) {
        player.shows(playing(5));
        CountDownLatch release = telegram.in(chat).holdNext("sendmessage");
        telegram.in(chat).floodNext("sendmessage", 1);
        if (startsFirst) {
            publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5)));
        } else {
            askInTopic(7);
        }
        await().until(() -> !sent().isEmpty());
        askInTopic(8);
        await().until(() -> outbox.busy(chat));
        release.countDown();

        await().untilAsserted(() -> assertThat(sent()).hasSize(3));
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        await().until(this::hasCard);
        assertThat(edits()).singleElement().satisfies(edit -> {
            assertThat(edit.body().at("/reply_markup/inline_keyboard").isEmpty())
                    .isTrue();
            assertThat(edit.body().path("message_id").asInt()).isLessThan(cardMessage());
        });
    }

    private void askInTopic(int topic) {
        ObjectNode message = telegram.message(chat, requester, "en", "/now");
        message.put("message_thread_id", topic).put("is_topic_message", true);
        telegram.update("message", message.toString());
    }

    @Test
    void theCardCountsWhatIsQueuedBehindItsTrack() {
        PlayerView alone = playing(5);
        card(alone);
        changed(Players.followedBy(alone, Players.entry("e2", "b", 7), Players.entry("e3", "c", 8)));
        await().untilAsserted(() -> assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("2 more in the queue")));
    }

    @Test
    void aBusyChatIsNotToldOfEveryTrackThatIsQueued() {
        PlayerView alone = playing(5);
        card(alone);
        CountDownLatch release = telegram.in(chat).holdNext("sendMessage");
        telegram.say(chat, requester, "en", "/ping");
        await().until(() -> outbox.busy(chat));

        changed(Players.followedBy(alone, Players.entry("e2", "b", 7)));
        publisher.publish("q:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().until(() -> waitingMessages() >= 2);
        release.countDown();

        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("🏁"));
        assertThat(edits()).isEmpty();
    }

    @Test
    void theSongOnAirIsEditedIntoTheCardOfItsRadio() {
        int card = card(playing(5));
        changed(Players.onAir("One", playing(5)));
        await().untilAsserted(() -> assertThat(edits()).singleElement().satisfies(edit -> {
            assertThat(edit.text()).contains("\n🎶 One\n");
            assertThat(edit.body().path("message_id").asInt()).isEqualTo(card);
        }));
        changed(Players.onAir("One", playing(5)));
        publisher.publish("q:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));

        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("🏁"));
        assertThat(edits()).filteredOn(edit -> edit.text().contains("🎶")).hasSize(1);
    }

    @Test
    void aLengthThatTurnsOutToBeAnotherIsCorrectedOnTheCard() {
        card(playing(5));
        Track measured = entry.track().withDuration(Duration.ofSeconds(5025));
        var longer = new QueueEntry(entry.id(), entry.requestId(), measured, entry.requester());
        changed(Players.playing(chat, 5, playing(5).at(), longer));
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("1:23:45")));
    }

    @Test
    void aMutedTrackShowsItOnItsCard() {
        card(playing(5));
        changed(Players.sounding(SoundSettings.DEFAULT.withMuted(true), playing(5)));
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().endsWith("\n🔇 Muted. Sound: /unmute")));
    }

    @Test
    void theCardOfAStoppedTrackOffersAnUndoOnlyWhileThereIsOne() throws Exception {
        card(playing(5));
        var later = new ManualLater();
        var messages = new CardMessages(store, locks, pen, outbox, later, failures);
        var stopped =
                new Cards(store, locks, messages, pen, outbox, statuses, new Afterwards(later, failures), failures);

        stopped.ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.STOPPED, null));
        assertThat(edits().getLast().text())
                .startsWith("⏹ Stopped")
                .endsWith(
                        "\nThe person who stopped it, admins and DJs can bring it back with /undo within two minutes.");
        assertThat(later.delays()).containsExactly(Duration.ofMinutes(2));

        later.next();
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).startsWith("⏹ Stopped").doesNotContain("undo");
    }

    @Test
    void aStoppedCardStillOfferedAnUndoThatWasTaken() {
        card(playing(5));
        end("end", EndReason.STOPPED, null);
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("/undo")));
        changed(playing(6));
        await().untilAsserted(() -> assertThat(edits().getLast().text()).startsWith("⏹ Stopped, then taken back: <b>"));
    }

    @Test
    void theCardOfATrackThatPlayedToItsEndStaysAsItIs() throws Exception {
        card(playing(5));
        var later = new ManualLater();
        var messages = new CardMessages(store, locks, pen, outbox, later, failures);

        new Cards(store, locks, messages, pen, outbox, statuses, new Afterwards(later, failures), failures)
                .ended(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.FINISHED, null));

        assertThat(later.delays()).isEmpty();
    }

    @Test
    void anOlderViewOfThePlayerChangesNothingOnTheCard() {
        PlayerView paused = Players.in(PlayerState.PAUSED, playing(5));
        card(paused);
        cards.update(Players.playing(chat, 5, paused.at().minusSeconds(1), entry));
        assertThatOnlyTheEndIsDrawn();
    }

    @Test
    void aControlIsAnsweredByTheCardInSightAndInWordsWhenTheCardStaysAsItIs() {
        card(playing(5));
        player.shows(playing(5));
        player.becomes(Players.in(PlayerState.PAUSED, playing(5)));
        say("en", "/pause");
        await().untilAsserted(
                        () -> assertThat(edits()).anyMatch(edit -> edit.text().contains("⏸ Paused")));
        assertThat(sent()).hasSize(1);
        say("en", "/pause");
        assertThat(reply()).isEqualTo("⏸ It is paused already. /resume goes on.");
    }

    // A pause in another topic than the card's got no answer.
    @Test
    void aCardInAnotherTopicCountedAsInSight() {
        cards.showAgain(playing(5), new Destination(chat, 77), Terms.state()).join();
        Card shown = store.live(chat).orElseThrow();
        PlayerView paused = Players.in(PlayerState.PAUSED, playing(5));

        assertThat(sent().getLast().body().path("message_thread_id").asInt()).isEqualTo(77);
        assertThat(cards.willShow(paused, new Destination(chat, 88), shown.messageId()))
                .isFalse();
        assertThat(cards.willShow(paused, new Destination(chat, 77), shown.messageId()))
                .isTrue();
    }

    // The card was sent again every three seconds, and each copy kept its buttons.
    @Test
    void aCardThatCouldNotBeNotedIsNotedLaterAndNotSentAgain() {
        int older = card(playing(5));
        var later = new ManualLater();
        CardStore away = spy(store);
        doThrow(new DataAccessResourceFailureException("away"))
                .doCallRealMethod()
                .when(away)
                .takeOver(any(), any());
        var messages = new CardMessages(away, locks, pen, outbox, later, failures);
        var hanging =
                new Cards(away, locks, messages, pen, outbox, statuses, new Afterwards(later, failures), failures);

        hanging.showAgain(playing(5), Destination.of(chat), Terms.state()).join();
        assertThat(store.live(chat).orElseThrow().messageId()).isEqualTo(older);
        assertThat(later.next()).isTrue();

        assertThat(store.live(chat).orElseThrow().messageId()).isNotEqualTo(older);
        await().untilAsserted(() -> assertThat(edits())
                .anySatisfy(edit ->
                        assertThat(edit.body().path("message_id").asInt()).isEqualTo(older)));
        assertThat(sent()).hasSize(2);
        assertThat(later.next()).isFalse();
    }

    // The event counted as told, the card was forgotten, and its buttons stayed for good.
    @Test
    void anEndThatWasCutOffByAHandOverIsShownByTheNextAttempt() throws InterruptedException {
        int message = card(playing(5));
        var over = new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, entry, EndReason.FINISHED, null);

        Map<Long, List<Duration>> spent = outbox.handOver();
        try {
            assertThatThrownBy(() -> cards.ended(over)).isInstanceOf(FailureException.class);
        } finally {
            outbox.takeOver(spent);
        }
        assertThat(cards.ended(over)).isTrue();

        assertThat(edits().getLast().body().path("message_id").asInt()).isEqualTo(message);
        assertThat(store.find(chat)).isEmpty();
    }

    // The store changed the card, but its answer came too late: the next try saw nothing to leave behind.
    @Test
    void aCardWhoseSuccessorWasNotedLateKeptItsButtons() {
        int older = card(playing(5));
        var later = new ManualLater();
        CardStore slow = spy(store);
        doAnswer(call -> {
                    call.callRealMethod();
                    throw new DataAccessResourceFailureException("late");
                })
                .doCallRealMethod()
                .when(slow)
                .replace(any(), any());
        var messages = new CardMessages(slow, locks, pen, outbox, later, failures);
        var hanging =
                new Cards(slow, locks, messages, pen, outbox, statuses, new Afterwards(later, failures), failures);

        hanging.showAgain(playing(5), Destination.of(chat), Terms.state()).join();
        assertThat(later.next()).isTrue();

        await().untilAsserted(() -> assertThat(edits())
                .anySatisfy(edit ->
                        assertThat(edit.body().path("message_id").asInt()).isEqualTo(older)));
    }

    // The event was tried again before the store was, and the track had two cards.
    @Test
    void aCardThatIsNotNotedYetIsKnownToTheNextAttemptOfItsEvent() throws InterruptedException {
        var later = new ManualLater();
        CardStore away = spy(store);
        doThrow(new DataAccessResourceFailureException("away"))
                .doCallRealMethod()
                .when(away)
                .takeOver(any(), any());
        var messages = new CardMessages(away, locks, pen, outbox, later, failures);
        var hanging =
                new Cards(away, locks, messages, pen, outbox, statuses, new Afterwards(later, failures), failures);

        hanging.started(null, playing(5));
        hanging.started(null, playing(5));

        assertThat(sent()).hasSize(1);
        assertThat(later.next()).isTrue();
        assertThat(store.live(chat)).isPresent();
    }

    @Test
    void aFloodThatKeptTheEndFromTheCardHidWhyTheTrackFailed() {
        card(playing(5));
        telegram.in(chat).floodNext("editMessageText", 60);
        end("failed", EndReason.FAILED, Failure.of(FailureCode.TRACK_DAMAGED, "planned"));

        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).contains("Nocturne");
    }

    // The news of the stop waited behind the card, which then said for half a minute that the music plays.
    @Test
    void aCardThatWaitedWasSentAfterAStop() {
        PlayerView started = playing(5);
        player.shows(started);
        CountDownLatch release = telegram.in(chat).holdNext("sendmessage");
        telegram.in(chat).floodNext("sendmessage", 1);
        publisher.publish("s:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), started));
        await().until(() -> !sent().isEmpty());
        player.shows(Players.idle(chat, 5, started.at().plusSeconds(3)));
        publisher.publish("q:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        release.countDown();

        await().untilAsserted(() -> assertThat(sent().getLast().text()).startsWith("🏁"));
        assertThat(sent()).filteredOn(card -> card.text().startsWith("▶️")).hasSize(1);
        assertThat(hasCard()).isFalse();
    }

    // The clocks of two machines differed by more than the track is long.
    @Test
    void aPlayersClockThatIsBehindHidTheCard() {
        card(Players.playing(chat, 5, Instant.now().minus(Duration.ofHours(1)), entry));
        assertThat(sent())
                .singleElement()
                .satisfies(card -> assertThat(card.text()).contains("Nocturne"));
    }

    private double waitingMessages() {
        return meters.get("muzon.outbox.waiting").gauge().value();
    }

    private void changed(PlayerView player) {
        publisher.publish("c" + ++changes + ":" + chat, new PlayerEvent.PlayerChanged(ChatRef.of(chat), player));
    }
}
