package dev.muzon.voice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.track.Track;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.ToneMeter;
import dev.muzon.voice.engineport.ConnectionState;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClientResponseException;

class VoiceServiceTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SCALE = Duration.ofSeconds(40);
    private static final AtomicLong CHATS = new AtomicLong(-1000);

    private static Neighbours neighbours;
    private static RunningService service;

    private final long chat = CHATS.decrementAndGet();

    @BeforeAll
    static void start() throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.locate();
        TestTones tones = new TestTones(ffmpeg, folder);
        neighbours = new Neighbours(ffmpeg);
        neighbours.serve("scale", tones.tonePerSecond("scale", TestTones.Format.FLAC, 40));
        neighbours.serve("low", tones.tone("low", TestTones.Format.FLAC, 440, Duration.ofSeconds(2)));
        neighbours.serve("high", tones.tone("high", TestTones.Format.FLAC, 880, Duration.ofSeconds(2)));
        service = new RunningService(mongo.uri(), neighbours.address());
    }

    @AfterAll
    static void stop() {
        service.close();
        neighbours.close();
    }

    @BeforeEach
    void wellBehaved() {
        neighbours.refuseJoins(null);
        service.engine().connectionsBecome(ConnectionState.CONNECTED);
    }

    @Test
    void aRequestBecomesSoundFromTheTracksBeginning() {
        enqueue("a1", scale());

        awaitSound(Duration.ofSeconds(1));
        assertThat(tone(Duration.ZERO, 0)).isTrue();
        assertThat(view().state()).isEqualTo(PlayerState.PLAYING);
        await().atMost(LIMIT)
                .until(() -> events(PlayerEvent.TrackStarted.class).stream()
                        .anyMatch(started -> (chat + "a1").equals(started.requestId())));
        assertThat(neighbours.count("/v1/voice-chats/" + chat + "/join")).isOne();
    }

    @Test
    void tracksFollowEachOtherWithoutAGapAndTheVoiceChatIsLeftAtTheEnd() {
        enqueue("b1", low(), high());
        awaitSound(Duration.ofMillis(3900));

        ToneMeter meter = ToneMeter.ofStereo(service.engine().heard(chat));
        assertThat(meter.change(440, 880)).isBetween(Duration.ofMillis(1990), Duration.ofMillis(2010));
        await().atMost(LIMIT).until(() -> neighbours.count("/v1/voice-chats/" + chat + "/leave") == 1);
        await().atMost(LIMIT).until(() -> events(PlayerEvent.QueueEnded.class).size() == 1);
        assertThat(events(PlayerEvent.TrackEnded.class))
                .extracting(PlayerEvent.TrackEnded::reason)
                .containsExactly(EndReason.FINISHED, EndReason.FINISHED);
        assertThat(view().state()).isEqualTo(PlayerState.IDLE);
    }

    @Test
    void aRedeliveredRequestQueuesOnce() {
        enqueue("c1", scale());
        service.publish("again:" + chat, request("c1", scale()));
        service.publish("other:" + chat, request("c2", low()));

        await().atMost(LIMIT).until(() -> !view().upcoming().isEmpty());
        assertThat(view().upcoming())
                .singleElement()
                .satisfies(entry -> assertThat(entry.track().id()).isEqualTo("low"));
    }

    @Test
    void pauseStopsTheFramesAndResumeGoesOn() {
        enqueue("d1", scale());
        awaitSound(Duration.ofMillis(300));

        assertThat(service.command(chat, new PlayerCommand.Pause(), null).state())
                .isEqualTo(PlayerState.PAUSED);
        int silent = awaitStandstill();
        Duration position = view().position();
        service.command(chat, new PlayerCommand.Resume(), null);

        await().atMost(LIMIT).until(() -> heard() > silent + 100_000);
        assertThat(view().position()).isGreaterThan(position);
    }

    @Test
    void aSeekLandsWhereAsked() {
        enqueue("e1", scale());
        awaitSound(Duration.ofMillis(300));

        service.command(chat, new PlayerCommand.SeekTo(Duration.ofSeconds(30)), null);
        int before = heard();
        await().atMost(LIMIT).until(() -> heard() > before + 192_000);

        assertThat(loudestSecond(before + 96_000)).isBetween(30, 31);
    }

    @Test
    void aLiveStreamGoesOnLiveAfterAPauseAndCannotBeSought() throws IOException {
        neighbours.broadcast("radio", folder.resolve("scale.flac"));
        enqueue("r1", new Track("radio", "direct", "Radio", null, null, null));
        awaitSound(Duration.ofMillis(500));
        assertThatThrownBy(() -> service.command(chat, new PlayerCommand.SeekTo(Duration.ofSeconds(1)), null))
                .isInstanceOfSatisfying(
                        RestClientResponseException.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("player.not-seekable"));

        service.command(chat, new PlayerCommand.Pause(), null);
        Duration pausedAt = neighbours.onAir("radio");
        int before = awaitStandstill();
        await().atMost(LIMIT).until(() -> neighbours.onAir("radio").compareTo(pausedAt.plusSeconds(8)) > 0);
        service.command(chat, new PlayerCommand.Resume(), null);

        await().atMost(LIMIT).until(() -> heard() > before + 192_000);
        assertThat(loudestSecond(before + 96_000)).isGreaterThan((int) pausedAt.toSeconds() + 7);
    }

    @Test
    void skippingEndsTheTrackAndAStaleButtonDoesNothing() {
        enqueue("f1", scale(), low(), high());
        awaitSound(Duration.ofMillis(200));
        long epoch = view().epoch();

        assertThat(service.command(chat, new PlayerCommand.Skip(1), epoch).epoch())
                .isEqualTo(epoch + 1);
        assertThatThrownBy(() -> service.command(chat, new PlayerCommand.Skip(1), epoch))
                .isInstanceOfSatisfying(RestClientResponseException.class, refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(409);
                    assertThat(refused.getResponseBodyAsString()).contains("player.stale");
                });
        assertThat(view().current().track().id()).isEqualTo("low");
    }

    @Test
    void aLostConnectionIsRejoinedAndTheSongGoesOn() {
        enqueue("g1", scale());
        awaitSound(Duration.ofMillis(500));
        service.engine().report(chat, ConnectionState.FAILED);

        await().atMost(LIMIT).until(() -> neighbours.count("/v1/voice-chats/" + chat + "/join") == 2);
        await().atMost(LIMIT).until(() -> view().state() == PlayerState.PLAYING && heard() > 0);
        await().atMost(LIMIT)
                .until(() -> events(PlayerEvent.CallChanged.class).stream()
                        .map(PlayerEvent.CallChanged::state)
                        .toList()
                        .equals(List.of(CallState.RECONNECTING, CallState.CONNECTED)));
    }

    @Test
    void aMissingVoiceChatIsSaidInWordsAndTheTrackWaits() {
        neighbours.refuseJoins(Failure.user(FailureCode.NO_VOICE_CHAT, "nobody started one"));
        enqueue("h1", scale());

        await().atMost(LIMIT)
                .until(() -> events(PlayerEvent.CallChanged.class).stream()
                        .anyMatch(changed -> changed.state() == CallState.LEFT
                                && changed.failure().code() == FailureCode.NO_VOICE_CHAT));
        neighbours.refuseJoins(null);
        service.command(chat, new PlayerCommand.Resume(), null);
        awaitSound(Duration.ofMillis(300));
    }

    @Test
    void anEndedVoiceChatKeepsTheQueue() {
        enqueue("i1", scale(), low());
        awaitSound(Duration.ofMillis(300));
        service.publish(
                "ended:" + chat,
                new VoiceChatChanged(ChatRef.of(chat), "main", Neighbours.GROUP_CALL, VoiceChatChanged.Change.ENDED));

        await().atMost(LIMIT).until(() -> view().state() == PlayerState.PAUSED);
        assertThat(view().upcoming()).hasSize(1);
        assertThat(view().position()).isPositive();
    }

    @Test
    void anUnknownPlayerIsIdleAndHasNothingToControl() {
        assertThat(view().state()).isEqualTo(PlayerState.IDLE);
        assertThatThrownBy(() -> service.command(chat, new PlayerCommand.Pause(), null))
                .isInstanceOfSatisfying(
                        RestClientResponseException.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("player.nothing-playing"));
    }

    @Test
    void aTrackThatCannotBeFetchedIsSkippedWithItsReason() {
        enqueue("j1", new Track("missing", "library", "Missing", null, SCALE, null), low());

        await().atMost(LIMIT)
                .until(() -> events(PlayerEvent.TrackEnded.class).stream()
                        .anyMatch(ended -> ended.reason() == EndReason.FAILED && ended.failure() != null));
        awaitSound(Duration.ofMillis(300));
    }

    @Test
    void aRestartGoesOnWhereItStopped() {
        enqueue("k1", scale(), low());
        awaitSound(Duration.ofSeconds(3));
        service.command(chat, new PlayerCommand.SetVolume(50), null);
        service.close();
        assertThat(neighbours.count("/v1/voice-chats/" + chat + "/leave")).isZero();
        service = new RunningService(mongo.uri(), neighbours.address());

        awaitSound(Duration.ofSeconds(1));
        assertThat(loudestSecond(96_000)).isBetween(3, 8);
        assertThat(view().volume()).isEqualTo(50);
        assertThat(view().upcoming()).hasSize(1);
    }

    @Test
    void whatACrashedOwnerDidNotGetToSayIsSaidByTheNext() {
        ChatRef ref = ChatRef.of(chat);
        PlayerStore.Saved saved = new PlayerStore.Saved(
                PlayerSnapshot.unused(ref),
                List.of(new Effect.Tell("event:" + chat + ":unsaid", new PlayerEvent.QueueEnded(ref))));

        service.store().save(saved, 0);

        await().atMost(LIMIT).until(() -> events(PlayerEvent.QueueEnded.class).size() == 1);
        await().atMost(LIMIT)
                .until(() -> service.store().find(chat).orElseThrow().unsaid().isEmpty());
    }

    @Test
    void theInstanceThatDoesNotOwnTheChatPassesEverythingOn() {
        enqueue("l1", scale());
        awaitSound(Duration.ofMillis(300));
        try (RunningService other = new RunningService(mongo.uri(), neighbours.address())) {
            assertThat(other.command(chat, new PlayerCommand.Pause(), null).state())
                    .isEqualTo(PlayerState.PAUSED);
            assertThat(other.player(chat).current().track().id()).isEqualTo("scale");
            assertThat(other.engine().heard(chat)).isEmpty();
        }
    }

    private void enqueue(String requestId, Track... tracks) {
        service.publish("enqueue:" + chat + requestId, request(requestId, tracks));
    }

    private EnqueueTracks request(String requestId, Track... tracks) {
        return new EnqueueTracks(chat + requestId, ChatRef.of(chat), new Requester(7, "Ann"), Arrays.asList(tracks));
    }

    private PlayerView view() {
        return service.player(chat);
    }

    private <T extends PlayerEvent> List<T> events(Class<T> type) {
        return service.events(type).stream()
                .filter(event -> event.chat().id() == chat)
                .toList();
    }

    private int heard() {
        return service.engine().heard(chat).length;
    }

    private void awaitSound(Duration length) {
        await().atMost(LIMIT).until(() -> heard() >= length.toMillis() * 192);
    }

    private int awaitStandstill() {
        int[] last = {-1};
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(300)).until(() -> {
            int now = heard();
            boolean still = now == last[0];
            last[0] = now;
            return still;
        });
        return last[0];
    }

    private boolean tone(Duration at, int second) {
        ToneMeter meter = ToneMeter.ofStereo(service.engine().heard(chat));
        return meter.power(at, TestTones.hertzOf(second)) > 100 * meter.power(at, TestTones.hertzOf(second + 3));
    }

    /** Which second of the scale sounds at this byte. */
    private int loudestSecond(int at) {
        byte[] sound = service.engine().heard(chat);
        ToneMeter meter = ToneMeter.ofStereo(Arrays.copyOfRange(sound, at, sound.length));
        int best = 0;
        for (int second = 1; second < SCALE.toSeconds(); second++) {
            boolean louder = meter.power(Duration.ZERO, TestTones.hertzOf(second))
                    > meter.power(Duration.ZERO, TestTones.hertzOf(best));
            best = louder ? second : best;
        }
        return best;
    }

    private static Track scale() {
        return new Track("scale", "library", "Scale", null, SCALE, null);
    }

    private static Track low() {
        return new Track("low", "library", "Low", null, Duration.ofSeconds(2), null);
    }

    private static Track high() {
        return new Track("high", "library", "High", null, Duration.ofSeconds(2), null);
    }
}
