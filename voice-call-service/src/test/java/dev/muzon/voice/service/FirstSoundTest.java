package dev.muzon.voice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.track.Track;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.voice.engine.ConnectionState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the time from a person's message to the first sound, which is a service level. */
class FirstSoundTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ON_THE_WAY = Duration.ofSeconds(100);
    private static final AtomicLong CHATS = new AtomicLong(-3000);

    private static StubServices neighbours;
    private static RunningService service;

    private final Chat chat = new Chat(CHATS.decrementAndGet(), () -> service);
    private final long before = service.firstSounds().count();

    @BeforeAll
    static void start() throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.locate();
        TestTones tones = new TestTones(ffmpeg, folder);
        neighbours = new StubServices(ffmpeg);
        neighbours.serve("low", tones.tone("low", TestTones.Format.FLAC, 440, Duration.ofSeconds(2)));
        neighbours.serve("high", tones.tone("high", TestTones.Format.FLAC, 880, Duration.ofSeconds(2)));
        service = new RunningService(mongo.uri(), neighbours.address());
    }

    @AfterAll
    static void stop() {
        service.close();
        neighbours.close();
    }

    @Test
    void theTimeToTheFirstSoundCountsFromThePersonsMessage() {
        ask("a1", track("low"));

        await().atMost(LIMIT).until(() -> measured() == 1);
        assertThat(service.firstSounds().totalTime(TimeUnit.SECONDS))
                .isBetween((double) ON_THE_WAY.toSeconds(), (double)
                        ON_THE_WAY.plus(LIMIT).toSeconds());
    }

    @Test
    void aTrackThatWaitedForItsTurnIsNoSlowOne() {
        ask("b1", track("low"));
        ask("b2", track("high"));

        await().atMost(LIMIT)
                .until(() -> chat.events(PlayerEvent.TrackEnded.class).size() == 2);
        assertThat(measured()).isOne();
    }

    @Test
    void aRequestThatWaitedForAVoiceChatIsNoSlowOne() {
        neighbours.refuseJoins(Failure.of(FailureCode.NO_VOICE_CHAT, "none"));
        ask("c1", track("low"));
        await().atMost(LIMIT)
                .until(() -> !chat.events(PlayerEvent.CallTroubled.class).isEmpty());

        neighbours.refuseJoins(null);
        service.publish("retry:" + chat.id(), new RetryCall(chat.ref(), "a voice chat was started"));

        chat.awaitSound(Duration.ofMillis(300));
        assertThat(measured()).isZero();
    }

    @Test
    void aRequestThatSomebodyPausedIsNoSlowOne() {
        service.engine().connectionsBecome(ConnectionState.CONNECTING);
        ask("d1", track("low"));
        await().atMost(LIMIT).until(() -> chat.view().current() != null);
        chat.command(new PlayerCommand.Pause(), null);
        service.engine().connectionsBecome(ConnectionState.CONNECTED);
        chat.command(new PlayerCommand.Resume(), null);

        chat.awaitSound(Duration.ofMillis(300));
        assertThat(measured()).isZero();
    }

    private static Track track(String id) {
        return new Track(id, "library", id, null, Duration.ofSeconds(2), null);
    }

    private long measured() {
        return service.firstSounds().count() - before;
    }

    private void ask(String request, Track track) {
        service.publish(
                "enqueue:" + chat.id() + request,
                new EnqueueTracks(
                        chat.id() + request,
                        chat.ref(),
                        new Requester(7, "Ann"),
                        List.of(track),
                        0,
                        Placement.LAST,
                        service.storeTime().minus(ON_THE_WAY)));
    }
}
