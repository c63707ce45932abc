package dev.muzon.extractor.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.disk.DiskBudget;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

/** Tests of songs whose server knows no ranges and breaks off, as ffmpeg hears them through the cache. */
@Timeout(120)
class BrokenSongTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SECONDS = 58;

    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private byte[] song = {};
    private TestWeb web;
    private Door door;
    private AudioCache cache;

    @BeforeEach
    void open() throws Exception {
        Path file = folder.resolve("song.mp3");
        String made = "-y -f lavfi -i sine=440:d=" + SECONDS + " -c:a libmp3lame -b:a 128k " + file;
        read(FFMPEG.start(new ArrayList<>(List.of(made.split(" ", -1)))));
        song = Files.readAllBytes(file);
        web = TestWeb.on("127.0.0.1");
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        door = new Door(
                guard,
                SSLContext.getDefault(),
                new DoorLimits(64 << 20, Duration.ofMillis(500), Duration.ofMillis(500)));
        var settings = new CacheProperties(
                folder.resolve("audio"),
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(4),
                DataSize.ofBytes(0),
                Duration.ofDays(7));
        TestClock clock = TestClock.create();
        var meters = new CacheMeters(new SimpleMeterRegistry());
        var store = new DiskAudioStore(settings, new DiskBudget(settings.size(), settings.freeSpace()), clock, meters);
        var alone = new SharedLevel(null, Duration.ofDays(7), clock, System::nanoTime, meters);
        cache = new AudioCache(settings, store, alone, door, clock, meters);
    }

    @AfterEach
    void close() {
        over.countDown();
        cache.close();
        door.close();
        web.close();
    }

    /** The ways in which a server goes on after it broke off within the song. */
    enum Way {
        SILENT_AGAIN,
        CLOSED_AGAIN,
        GONE,
        SHORTER,
        LONGER,
        OTHER_BYTES,
        WITHOUT_LENGTH
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aSongThatBrokeOffNeverBeganAgain(Way way) throws Exception {
        web.serve("/song.mp3", exchange -> breakOff(exchange, way));

        double seconds = heard();

        assertThat(seconds).isBetween(SECONDS / 3.0 - 2, SECONDS / 3.0 + 1);
        assertThat(requests).hasValueGreaterThan(1);
    }

    @Test
    void aSongThatBrokeOffIsHeardToItsEndWhenItsServerComesBack() throws Exception {
        web.serve("/song.mp3", exchange -> {
            if (requests.incrementAndGet() < 3) {
                exchange.sendResponseHeaders(200, song.length);
                exchange.getResponseBody().write(song, 0, song.length / 3 * requests.get());
                awaitEnd(exchange);
            } else {
                exchange.sendResponseHeaders(200, song.length);
                exchange.getResponseBody().write(song);
            }
            exchange.close();
        });

        assertThat(heard()).isBetween(SECONDS - 0.2, SECONDS + 0.2);
    }

    private void breakOff(HttpExchange exchange, Way way) throws IOException {
        boolean first = requests.incrementAndGet() == 1;
        exchange.getResponseHeaders().set("Content-Type", "audio/mpeg");
        exchange.getResponseHeaders().set("ETag", first || way != Way.OTHER_BYTES ? "\"one\"" : "\"two\"");
        if (way == Way.GONE && !first) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        int more = first ? 0 : way == Way.SHORTER ? -5_000 : way == Way.LONGER ? 5_000 : 0;
        exchange.sendResponseHeaders(200, way == Way.WITHOUT_LENGTH && !first ? 0 : song.length + more);
        exchange.getResponseBody().write(song, 0, song.length / 3);
        exchange.getResponseBody().flush();
        if (way != Way.CLOSED_AGAIN) {
            awaitEnd(exchange);
        }
        exchange.close();
    }

    private void awaitEnd(HttpExchange exchange) throws IOException {
        try {
            exchange.getResponseBody().flush();
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Plays the song as the service does, and returns how many seconds came out. */
    private double heard() throws Exception {
        String url = web.url("/song.mp3");
        var media =
                new MediaInfo(Duration.ofSeconds(SECONDS), true, null, "mp3", "mp3", null, 0, 0, Map.of(), false, 0);
        CatalogEntry track = CatalogEntry.of(
                "links",
                new FoundTrack(url, url, "Song", null, null, media),
                TestClock.create().instant());
        try (MediaInput input = cache.open(new Links(door), track)) {
            List<String> args = new ArrayList<>(input.options());
            args.addAll(
                    List.of("-i", input.location(), "-ac", "1", "-ar", "8000", "-t", "200", "-f", "s16le", "pipe:1"));
            return read(FFMPEG.start(args, input.reach())).length / 2.0 / 8000;
        }
    }

    private static byte[] read(FfmpegProcess running) throws IOException {
        try (FfmpegProcess process = running) {
            return process.stdout().readAllBytes();
        }
    }

    /** A source of public links. */
    private record Links(Door door) implements TrackSource {
        @Override
        public String name() {
            return "links";
        }

        @Override
        public Duration freshFor() {
            return Duration.ofMinutes(10);
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
        public List<FoundTrack> resolve(TrackQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MediaInput open(String reference) {
            return DoorInput.open(door, HttpLink.parse(reference), LIMIT);
        }
    }
}
