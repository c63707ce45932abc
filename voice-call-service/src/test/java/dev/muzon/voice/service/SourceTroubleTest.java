package dev.muzon.voice.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.track.Track;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that trouble of sources and decoders costs no track, and that the sound comes back by itself. */
class SourceTroubleTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration SCALE = Duration.ofSeconds(30);
    private static final int SECOND = 192_000;
    private static final AtomicLong CHATS = new AtomicLong(-2000);

    /** More requests than one opening of a track makes before it gives up. */
    private static final int FRUITLESS = 21;

    private static StubServices neighbours;
    private static RunningService service;

    private final Chat chat = new Chat(CHATS.decrementAndGet(), () -> service);
    private final Chat other = new Chat(CHATS.decrementAndGet(), () -> service);

    @BeforeAll
    static void start() throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.locate();
        TestTones tones = new TestTones(ffmpeg, folder);
        neighbours = new StubServices(ffmpeg);
        Path scale = tones.tonePerSecond("scale", TestTones.Format.FLAC, (int) SCALE.toSeconds());
        neighbours.serve("scale", scale);
        tones.tonePerSecond("station", TestTones.Format.FLAC, 240);
        neighbours.serveAtItsPace("slow-scale", scale);
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
    void aDecoderThatIsKilledTwentyTimesInOneSongCostsNoneOfIt() {
        chat.enqueue("a1", song("scale", SCALE));
        chat.awaitSound(Duration.ofMillis(500));

        for (int kill = 1; kill <= 20; kill++) {
            int before = chat.heard();
            await("decoder " + kill).atMost(LIMIT).until(SourceTroubleTest::killDecoder);
            await("sound after kill " + kill).atMost(LIMIT).until(() -> chat.heard() > before + SECOND / 2);
        }

        // The call that has the sound stays for another song.
        chat.enqueue("a2", song("low", Duration.ofSeconds(2)));
        await().atMost(LIMIT).until(() -> ends(chat).size() == 1);
        List<Integer> seconds = chat.secondsHeard(SCALE);
        assertThat(seconds)
                .as("each second once, in order")
                .startsWith(IntStream.range(0, (int) SCALE.toSeconds()).boxed().toArray(Integer[]::new));
        assertThat(ends(chat)).containsOnly(EndReason.FINISHED);
    }

    @Test
    void anExtractorThatIsAwayForLongerThanOneOpeningTriesCostsNeitherTheSongNorTheNextOne() {
        neighbours.goAway("high");
        chat.enqueue("b1", song("slow-scale", SCALE));
        chat.awaitSound(Duration.ofSeconds(2));
        other.enqueue("c1", song("low", Duration.ofSeconds(2)), song("high", Duration.ofSeconds(2)));
        other.awaitSound(Duration.ofMillis(500));

        neighbours.goAway("slow-scale");
        await().atMost(LIMIT).until(() -> neighbours.count("/v1/media/slow-scale") > FRUITLESS);
        await().atMost(LIMIT).until(() -> neighbours.count("/v1/media/high") > FRUITLESS);
        assertThat(ends(chat)).isEmpty();
        assertThat(ends(other)).containsExactly(EndReason.FINISHED);
        assertThat(other.view().current().track().id()).isEqualTo("high");
        int before = chat.heard();
        neighbours.comeBack("slow-scale");
        neighbours.comeBack("high");

        other.awaitSound(Duration.ofMillis(3900));
        await().atMost(LIMIT).until(() -> ends(other).size() == 2);
        assertThat(ends(other)).containsExactly(EndReason.FINISHED, EndReason.FINISHED);
        await().atMost(LIMIT).until(() -> chat.heard() > before + 4 * SECOND);
        assertThat(chat.view().state()).isEqualTo(PlayerState.PLAYING);
        List<Integer> seconds = chat.secondsHeard(SCALE);
        assertThat(seconds)
                .as("each second once, in order")
                .isEqualTo(IntStream.rangeClosed(0, seconds.getLast()).boxed().toList());
        assertThat(seconds).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 30})
    void aRadioThatPausesIsHeardAgain(int seconds) {
        String station = "radio-" + seconds;
        neighbours.broadcast(station, folder.resolve("station.flac"));
        chat.enqueue("r1", song(station, null));
        chat.awaitSound(Duration.ofMillis(500));

        neighbours.hush(true);
        Duration end = neighbours.onAir(station).plusSeconds(seconds);
        await().atMost(LIMIT).until(() -> neighbours.onAir(station).compareTo(end) > 0);
        int before = chat.heard();
        neighbours.hush(false);

        await().atMost(LIMIT).until(() -> chat.heard() > before + 4 * SECOND);
        assertThat(chat.view().state()).isEqualTo(PlayerState.PLAYING);
        assertThat(ends(chat)).isEmpty();
    }

    private static Track song(String id, Duration duration) {
        return new Track(id, "library", id, null, duration, null);
    }

    private static List<EndReason> ends(Chat chat) {
        return chat.events(PlayerEvent.TrackEnded.class).stream()
                .map(PlayerEvent.TrackEnded::reason)
                .toList();
    }

    /** Kills the decoder that runs, if there is one. Only decoders write floats. */
    private static boolean killDecoder() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("f32le"))
                .map(ProcessHandle::destroyForcibly)
                .reduce(false, Boolean::logicalOr);
    }
}
