package dev.muzon.extractor.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.disk.DiskBudget;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Tests of replicas, each with a separate disk, that share sound. */
@Timeout(120)
class SharedCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration KEEP = Duration.ofDays(7);

    @TempDir
    Path folder;

    private final byte[] song = new byte[900_000];
    private final TestClock clock = TestClock.create();
    private final AtomicLong nanos = new AtomicLong();
    private final MemorySharedAudio shared = new MemorySharedAudio();
    private final Server server = new Server();
    private final List<AudioCache> replicas = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CacheMeters cacheMeters = new CacheMeters(meters);
    private Door door;

    @BeforeEach
    void openDoor() throws Exception {
        new Random(1).nextBytes(song);
        var guard = new AddressGuard(List.of(), List.of(), InetAddress::getAllByName);
        door = new Door(
                guard, SSLContext.getDefault(), new DoorLimits(8 << 20, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        replicas.forEach(AudioCache::close);
        door.close();
    }

    private AudioCache replica(DataSize size) {
        var settings = new CacheProperties(
                folder.resolve("replica" + replicas.size()), size, DataSize.ofMegabytes(4), DataSize.ofBytes(0), KEEP);
        var level = new SharedLevel(shared, KEEP, clock, nanos::get, cacheMeters);
        var cache = new AudioCache(
                settings,
                new DiskAudioStore(settings, new DiskBudget(settings.size(), settings.freeSpace()), clock, cacheMeters),
                level,
                door,
                clock,
                cacheMeters);
        replicas.add(cache);
        return cache;
    }

    private AudioCache replica() {
        return replica(DataSize.ofMegabytes(5));
    }

    /** The server of the song. It notes the offsets that it was asked for. */
    private final class Server implements TrackSource, SoundBytes {
        private final List<Long> asked = new CopyOnWriteArrayList<>();
        private Duration freshFor = Duration.ofMinutes(10);
        private boolean isAway;

        @Override
        public String name() {
            return "links";
        }

        @Override
        public SourceView view() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean answers(TrackQuery query) {
            return false;
        }

        @Override
        public Duration freshFor() {
            return freshFor;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MediaInput open(String reference) {
            if (isAway) {
                throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "away").asException();
            }
            return new Opened(DoorInput.playing(door.serve(this)), this);
        }

        @Override
        public long size() {
            return song.length;
        }

        @Override
        public String version() {
            return "\"v1\"";
        }

        @Override
        public String ending() {
            return "mp3";
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public InputStream from(long offset) {
            asked.add(offset);
            return new ByteArrayInputStream(song, (int) offset, song.length - (int) offset);
        }
    }

    /** The song as it is read at its server. */
    private record Opened(DoorInput input, SoundBytes bytes) implements MediaInput {
        @Override
        public List<String> options() {
            return input.options();
        }

        @Override
        public String location() {
            return input.location();
        }

        @Override
        public Reach reach() {
            return input.reach();
        }

        @Override
        public void close() {
            input.close();
        }
    }

    private CatalogEntry track() {
        var media = new MediaInfo(Duration.ofSeconds(3), true, null, "mp3", "mp3", null, 0, 0, Map.of(), false, 0);
        return CatalogEntry.of("links", new FoundTrack("a", "a", "Song", null, null, media), clock.instant());
    }

    /** Plays as ffmpeg does. */
    private byte[] play(AudioCache replica) throws Exception {
        try (MediaInput input = replica.open(server, track());
                var client = new Socket(
                        InetAddress.getLoopbackAddress(), input.reach().ports().getFirst())) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            client.getOutputStream()
                    .write(("GET " + input.location() + " HTTP/1.1\r\nHost: door\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1)
                    .split("\r\n\r\n", 2)[1].getBytes(ISO_8859_1);
        }
    }

    private double count(String name, String outcome) {
        return meters.get(name).tag("outcome", outcome).counter().count();
    }

    private void playAndShare() throws Exception {
        assertThat(play(replica())).isEqualTo(song);
        await().atMost(PATIENCE).until(() -> shared.size() == 1);
    }

    private void awaitStored(AudioCache replica) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            try (MediaInput input = replica.open(server, track())) {
                assertThat(input.isWhole()).isTrue();
            }
        });
    }

    @Test
    void aTrackIsFetchedOnceForAllReplicas() throws Exception {
        playAndShare();
        server.isAway = true;
        AudioCache other = replica();
        assertThat(play(other)).isEqualTo(song);
        assertThat(server.asked).containsExactly(0L);
        awaitStored(other);
        assertThat(count("muzon.cache.shared", "hit")).isEqualTo(1);
    }

    @Test
    void aReplicaWithoutRoomPlaysWhatIsShared() throws Exception {
        playAndShare();
        assertThat(play(replica(DataSize.ofKilobytes(1)))).isEqualTo(song);
        assertThat(server.asked).containsExactly(0L);
    }

    @Test
    void privateSoundIsNeverShared() throws Exception {
        server.freshFor = Duration.ZERO;
        replica().open(server, track()).close();
        assertThat(shared.asked()).isZero();
        assertThat(shared.size()).isZero();
    }

    @Test
    void aSharedStoreThatRefusesCostsNoMusicAndIsLeftAloneForAWhile() throws Exception {
        shared.has(MemorySharedAudio.Fault.REFUSES);
        AudioCache replica = replica(DataSize.ofKilobytes(1));
        assertThat(play(replica)).isEqualTo(song);
        assertThat(play(replica)).isEqualTo(song);
        assertThat(shared.asked()).isEqualTo(1);
        shared.has(MemorySharedAudio.Fault.NONE);
        nanos.addAndGet(SharedLevel.REST.toNanos());
        assertThat(play(replica)).isEqualTo(song);
        assertThat(shared.asked()).isEqualTo(2);
    }

    @Test
    void aSharedStoreThatHangsCostsAMomentOnce() throws Exception {
        shared.has(MemorySharedAudio.Fault.HANGS);
        AudioCache replica = replica(DataSize.ofKilobytes(1));
        assertThat(play(replica)).isEqualTo(song);
        assertThat(play(replica)).isEqualTo(song);
        assertThat(shared.asked()).isEqualTo(1);
        assertThat(count("muzon.cache.shared", "resting")).isEqualTo(1);
    }

    @Test
    void soundThatBreaksOffGoesOnAtItsServerWithTheSameByte() throws Exception {
        playAndShare();
        shared.has(MemorySharedAudio.Fault.BREAKS_OFF);
        assertThat(play(replica())).isEqualTo(song);
        assertThat(server.asked).containsExactly(0L, 300_000L);
    }

    @Test
    void damagedSoundIsRemovedAndNotStored() throws Exception {
        playAndShare();
        shared.has(MemorySharedAudio.Fault.IS_DAMAGED);
        AudioCache other = replica();
        play(other);
        await().atMost(PATIENCE).until(() -> shared.size() == 0);
        shared.has(MemorySharedAudio.Fault.NONE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(play(other)).isEqualTo(song));
        await().atMost(PATIENCE).until(() -> shared.size() == 1);
    }

    @Test
    void sharedSoundIsNotKeptLongerByBeingCopied() throws Exception {
        server.freshFor = KEEP.multipliedBy(2);
        playAndShare();
        clock.advance(KEEP.minusHours(1));
        AudioCache other = replica();
        assertThat(play(other)).isEqualTo(song);
        awaitStored(other);
        assertThat(server.asked).hasSize(1);
        clock.advance(Duration.ofHours(2));
        server.isAway = true;
        assertThatThrownBy(() -> play(other)).isInstanceOf(FailureException.class);
    }

    @Test
    void sharedSoundThatItsServerMayHaveReplacedIsNotPlayed() throws Exception {
        playAndShare();
        clock.advance(server.freshFor.plusSeconds(1));
        assertThat(play(replica())).isEqualTo(song);
        assertThat(server.asked).hasSize(2);
    }
}
