package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.WaitingJob;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.runtime.jobs.JobConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** News of the music. */
class PlayerEventsTest extends GatewayTest {
    @Autowired
    private JobConsumer<PlayerEvent> events;

    @Autowired
    private StatusMessages statuses;

    @Autowired
    private JobQueue jobs;

    @Autowired
    private Outbox outbox;

    private int handled;

    @Test
    void anEventThatIsHandledAgainSaysNothingTwice() throws InterruptedException {
        var claim = new JobConsumer.Claim("again:" + chat, 2, Duration.ZERO);
        var started = new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5));
        var failed = new PlayerEvent.TrackEnded(
                ChatRef.of(chat), 6, Players.entry("e2", "Etude", 1), EndReason.FAILED, null);
        var left = new PlayerEvent.CallChanged(
                ChatRef.of(chat),
                PlayerEvent.CallChanged.CallState.LEFT,
                Failure.of(FailureCode.NO_VOICE_CHAT, "none"));
        for (int i = 0; i < 2; i++) {
            events.handle(started, claim);
            events.handle(failed, new JobConsumer.Claim("failed:" + chat, 1, Duration.ZERO));
        }
        assertThat(sent()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            events.handle(left, new JobConsumer.Claim("left:" + chat, 1, Duration.ZERO));
        }
        assertThat(sent()).hasSize(3);
        assertThat(sent().getLast().text()).contains("there is no voice chat", "The queue is kept.");
    }

    @Test
    void nothingFoundByAutoplayWasSaidWhileItsSongStillPlayed() throws InterruptedException {
        var song = Players.entry("e9", "Waltz", 1);
        var chosen = new QueueEntry("autoplay:1:2/0", "autoplay:1:2", song.track(), Requester.AUTOPLAY);
        var status = new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, null, null, false, true);
        PlayerView playing = Players.withQueue(status, Players.playing(chat, 5, Instant.now(), chosen));
        events.handle(
                new PlayerEvent.TrackStarted("autoplay:1:2", ChatRef.of(chat), playing),
                new JobConsumer.Claim("started:" + chat, 1, Duration.ZERO));
        assertThat(sent().getLast().text()).endsWith("\n📻 Autoplay");

        var nothing = new PlayerEvent.RequestFailed(
                "autoplay:1:3", ChatRef.of(chat), Failure.of(FailureCode.NOTHING_FOUND, "none"));
        for (int i = 0; i < 2; i++) {
            events.handle(nothing, new JobConsumer.Claim("nothing:" + chat, 1, Duration.ZERO));
        }
        assertThat(sent()).as("the music goes on for a while").hasSize(1);

        events.handle(
                new PlayerEvent.QueueEnded(ChatRef.of(chat)), new JobConsumer.Claim("end:" + chat, 1, Duration.ZERO));
        assertThat(sent()).hasSize(2);
        assertThat(sent().getLast().text())
                .isEqualTo(
                        "🏁 That was the last one, and I found no related song to go on with. Send /play to hear more.");
    }

    @Test
    void nothingFoundByAutoplayIsForgottenWhenSomebodyBringsASong() throws InterruptedException {
        var status = new QueueStatus(0, Loop.OFF, PlayOrder.AS_QUEUED, null, null, false, true);
        for (int epoch = 5; epoch <= 6; epoch++) {
            PlayerView playing = Players.withQueue(status, playing(epoch));
            events.handle(
                    new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing),
                    new JobConsumer.Claim("started:" + epoch + chat, 1, Duration.ZERO));
            if (epoch == 5) {
                events.handle(
                        new PlayerEvent.RequestFailed(
                                "autoplay:1:3", ChatRef.of(chat), Failure.of(FailureCode.NOTHING_FOUND, "none")),
                        new JobConsumer.Claim("nothing:" + chat, 1, Duration.ZERO));
            }
        }

        events.handle(
                new PlayerEvent.QueueEnded(ChatRef.of(chat)), new JobConsumer.Claim("end:" + chat, 1, Duration.ZERO));
        assertThat(sent().getLast().text()).isEqualTo("🏁 That was the last one. Send /play to hear more.");
    }

    @Test
    void aChatThatTakesNoMessagesIsTriedOncePerEventAndGetsTheNextCardWhenItTakesThemAgain() {
        telegram.in(chat).refuseNext("sendMessage", 400, "Bad Request: CHAT_RESTRICTED");
        publisher.publish("first:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(hasCard()).isFalse();

        publisher.publish("second:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(6)));
        await().until(this::hasCard);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aRequestWhoseSearchingMessageWasRefusedIsToldOfOnceAndNotRetriedAgainstItself() {
        telegram.in(chat)
                .refuseNext("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat");
        int update = say("en", "/play x");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));

        publisher.publish(
                "started:" + chat, new PlayerEvent.TrackStarted(requestId(update), ChatRef.of(chat), playing(5)));
        await().until(this::hasCard);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void theMusicsNewsGoesToTheTopicOfTheLatestRequest() {
        statuses.open("tg:topic:" + chat, new Destination(chat, 77), 12);
        publisher.publish("card:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5)));
        await().until(this::hasCard);
        publisher.publish("end:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent())
                .extracting(call -> call.body().path("message_thread_id").asInt())
                .containsExactly(77, 77);
    }

    // A song from one topic began under the people of another, who had asked for something later.
    @Test
    void aQueuedTracksCardStoodInTheTopicOfTheLatestRequest() {
        queuedInTopic("first", 77);
        queuedInTopic("later", 88);
        publisher.publish(
                "card:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(5, of("first"))));
        await().until(this::hasCard);
        publisher.publish(
                "card:2:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(6, of("later"))));
        await().untilAsserted(() -> assertThat(topics()).containsExactly(77, 88));
    }

    @Test
    void whatWentWrongWithATrackWasToldInTheTopicOfTheLatestRequest() {
        queuedInTopic("first", 77);
        queuedInTopic("later", 88);
        Failure away = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "away");
        PlayerView silent = Players.withCall(
                new CallStatus(CallStatus.Phase.CONNECTED, null),
                Players.in(PlayerState.STARTING, playing(5, of("first"))));
        publisher.publish(
                "trouble:" + chat, new PlayerEvent.CallTroubled(requestOf("first"), ChatRef.of(chat), away, silent));
        publisher.publish(
                "failed:" + chat, new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, of("first"), EndReason.FAILED, away));
        await().untilAsserted(() -> assertThat(topics()).containsExactly(77, 77));
    }

    // A walker saw an album go on after a sleep timer without a word of its dead track and without a card.
    @Test
    void aDeadTrackBehindMusicThatSleptIsToldAndTheNextOneHasItsCard() throws InterruptedException {
        Failure damaged = Failure.of(FailureCode.TRACK_DAMAGED, "planned");
        handle(new PlayerEvent.TrackStarted(requestOf("album"), ChatRef.of(chat), playing(5, of("album"))));
        handle(new PlayerEvent.PlayerRested(ChatRef.of(chat), PlayerEvent.PlayerRested.Reason.SLEEP));
        handle(new PlayerEvent.TrackStarted(requestOf("album"), ChatRef.of(chat), playing(5, of("album"))));
        handle(new PlayerEvent.TrackEnded(ChatRef.of(chat), 5, of("album"), EndReason.FINISHED, null));
        QueueEntry dead = Players.entry("dead", "The dead one", 7);
        handle(new PlayerEvent.TrackEnded(ChatRef.of(chat), 6, dead, EndReason.FAILED, damaged));
        QueueEntry next = Players.entry("next", "The next one", 7);
        handle(new PlayerEvent.TrackStarted(requestOf("album"), ChatRef.of(chat), playing(7, next)));
        await().until(this::hasCard);

        assertThat(sent().stream().map(call -> call.text()).filter(text -> text.contains("The dead one")))
                .hasSize(1);
        assertThat(sent().getLast().text()).contains("The next one");
    }

    private void handle(PlayerEvent event) throws InterruptedException {
        handled++;
        events.handle(event, new JobConsumer.Claim("event:" + chat + ":" + handled, 1, Duration.ZERO));
    }

    private void queuedInTopic(String name, int topic) {
        statuses.open(requestOf(name), new Destination(chat, topic), 12);
        statuses.settled(requestOf(name));
    }

    private String requestOf(String name) {
        return "tg:" + name + ":" + chat;
    }

    private QueueEntry of(String name) {
        return new QueueEntry(requestOf(name) + "/0", requestOf(name), entry.track(), entry.requester());
    }

    private PlayerView playing(long epoch, QueueEntry current) {
        return Players.playing(chat, epoch, Instant.now(), current);
    }

    private List<Integer> topics() {
        return sent().stream()
                .map(call -> call.body().path("message_thread_id").asInt())
                .toList();
    }

    @Test
    void aLostCallTakesOverNobodysMessage() {
        say("en", "/play x");
        reply();
        publisher.publish(
                "lost:" + chat,
                new PlayerEvent.CallChanged(
                        ChatRef.of(chat),
                        PlayerEvent.CallChanged.CallState.LEFT,
                        Failure.of(FailureCode.NO_VOICE_CHAT, "none")));
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(edits()).isEmpty();
    }

    @Test
    void aGatewayThatComesBackTellsTheStateAndNotTheBacklog() throws InterruptedException {
        CountDownLatch away = telegram.in(chat).holdNext("sendMessage");
        publisher.publish("start:1:" + chat, new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(1)));
        await().until(() -> outbox.busy(chat));
        PlayerEvent last = new PlayerEvent.TrackStarted(
                null,
                ChatRef.of(chat),
                Players.playing(chat, 101, Instant.now(), Players.entry("e101", "The last one", 7)));
        for (int epoch = 2; epoch <= 100; epoch++) {
            publisher.publish(
                    "start:" + epoch + ":" + chat,
                    new PlayerEvent.TrackStarted(null, ChatRef.of(chat), playing(epoch)));
            publisher.publish(
                    "change:" + epoch + ":" + chat, new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(epoch)));
            var entry = Players.entry("e" + epoch, "Song", 7);
            publisher.publish(
                    "end:" + epoch + ":" + chat,
                    new PlayerEvent.TrackEnded(ChatRef.of(chat), epoch, entry, EndReason.FINISHED, null));
        }
        publisher.publish(
                "failed:" + chat,
                new PlayerEvent.RequestFailed(
                        "tg:lost:" + chat, ChatRef.of(chat), Failure.of(FailureCode.TRACK_DAMAGED, "planned")));
        publisher.publish("start:101:" + chat, last);

        var hoursAgo = new JobConsumer.Claim("late:" + chat, 1, Duration.ofHours(3));
        events.handle(new PlayerEvent.PlayerChanged(ChatRef.of(chat), playing(1)), hoursAgo);

        assertThat(jobs.waiting(Queues.GATEWAY, Long.toString(chat), 1000))
                .extracting(WaitingJob::id)
                .containsExactly("failed:" + chat, "start:101:" + chat);
        away.countDown();
        await().untilAsserted(() -> assertThat(sent()).hasSize(3));
        assertThat(sent().getLast().text()).contains("The last one");
    }
}
