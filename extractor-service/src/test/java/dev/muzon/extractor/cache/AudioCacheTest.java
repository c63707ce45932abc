package dev.muzon.extractor.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.disk.DiskBudget;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.door.MediaLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Tests of the cache with a real disk, a real door and a web server on loopback. */
@Timeout(120)
class AudioCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FRESH = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final byte[] song = new byte[900_000];
    private final TestClock clock = TestClock.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private TestWeb web;
    private Door door;
    private DiskAudioStore store;
    private AudioCache cache;

    @BeforeEach
    void open() throws Exception {
        new Random(1).nextBytes(song);
        web = TestWeb.on("127.0.0.1").serve("/song.mp3", exchange -> send(exchange, "\"v1\"", song.length));
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        door = new Door(
                guard, SSLContext.getDefault(), new DoorLimits(8 << 20, Duration.ofSeconds(5), Duration.ofSeconds(30)));
        open(folder.resolve("audio"));
    }

    private void open(Path root) {
        var settings = new CacheProperties(
                root, DataSize.ofMegabytes(5), DataSize.ofMegabytes(4), DataSize.ofBytes(0), Duration.ofDays(7));
        var cacheMeters = new CacheMeters(meters);
        store = new DiskAudioStore(settings, new DiskBudget(settings.size(), settings.freeSpace()), clock, cacheMeters);
        var alone = new SharedLevel(null, Duration.ofDays(7), clock, System::nanoTime, cacheMeters);
        cache = new AudioCache(settings, store, alone, door, clock, cacheMeters);
    }

    @AfterEach
    void close() {
        cache.close();
        door.close();
        web.close();
    }

    /** A source of links, public or private. */
    private record Links(Door door, Duration freshFor) implements TrackSource {
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
        public List<FoundTrack> resolve(TrackQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MediaInput open(String reference) {
            return DoorInput.open(door, HttpLink.parse(reference), PATIENCE);
        }
    }

    private Links source() {
        return new Links(door, FRESH);
    }

    private CatalogEntry track(String path) {
        var media = new MediaInfo(Duration.ofSeconds(3), true, null, "mp3", "mp3", null, 0, 0, Map.of(), false, 0);
        String url = web.url(path);
        return CatalogEntry.of("links", new FoundTrack(url, url, "Song", null, null, media), clock.instant());
    }

    /**
     * Answers with the song, or the part that was asked for.
     *
     * @param most bytes of the answer, after which the connection breaks
     */
    private void send(HttpExchange exchange, String version, int most) throws IOException {
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        ranges.add(range);
        int start = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().set("ETag", version);
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + start + "-" + (song.length - 1) + "/" + song.length);
        exchange.sendResponseHeaders(206, song.length - start);
        exchange.getResponseBody().write(song, start, Math.min(most, song.length - start));
    }

    /** Asks as ffmpeg does. */
    private static byte[] read(MediaInput input, String fields) throws IOException {
        try (var client = new Socket(
                InetAddress.getLoopbackAddress(), input.reach().ports().getFirst())) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            String request =
                    "GET " + input.location() + " HTTP/1.1\r\nHost: door\r\nConnection: close\r\n" + fields + "\r\n";
            client.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1)
                    .split("\r\n\r\n", 2)[1].getBytes(ISO_8859_1);
        }
    }

    private byte[] play(TrackSource source, CatalogEntry track) throws Exception {
        try (MediaInput input = cache.open(source, track)) {
            return read(input, "");
        }
    }

    private void awaitStored(CatalogEntry track) {
        await().atMost(PATIENCE).until(() -> {
            try (StoredAudio stored = store.find(AudioKey.of(track))) {
                return stored != null;
            }
        });
    }

    private double count(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).counter().count();
    }

    @Test
    void aHundredPlayersOfOneTrackCostOneRequest() throws Exception {
        CatalogEntry track = track("/song.mp3");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<byte[]> player = () -> play(source(), track);
            for (Future<byte[]> played :
                    threads.invokeAll(Stream.generate(() -> player).limit(100).toList())) {
                assertThat(played.get()).isEqualTo(song);
            }
        }
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void aStoredTrackIsPlayedWithoutItsServerAlsoAfterARestart() throws Exception {
        CatalogEntry track = track("/song.mp3");
        assertThat(play(source(), track)).isEqualTo(song);
        awaitStored(track);
        web.close();
        cache.close();
        open(folder.resolve("audio"));
        assertThat(play(source(), track)).isEqualTo(song);
        try (MediaInput input = cache.open(source(), track)) {
            assertThat(input.isWhole()).isTrue();
            assertThat(read(input, "Range: bytes=899990-\r\n"))
                    .isEqualTo(Arrays.copyOfRange(song, 899_990, song.length));
        }
        assertThat(count("muzon.cache.requests", "outcome", "hit")).isEqualTo(2);
    }

    @Test
    void itIsToldWhetherATrackPlaysWithoutItsServer() throws Exception {
        CatalogEntry track = track("/song.mp3");
        assertThat(cache.stateOf(source(), track)).isEqualTo(KeptSound.State.MISSING);
        play(source(), track);
        awaitStored(track);

        assertThat(cache.stateOf(source(), track)).isEqualTo(KeptSound.State.FRESH);
        assertThat(cache.stateOf(new Links(door, Duration.ZERO), track)).isEqualTo(KeptSound.State.MISSING);
        assertThat(cache.stateOf(source(), track("/other.mp3"))).isEqualTo(KeptSound.State.MISSING);
        clock.advance(FRESH);
        assertThat(cache.stateOf(source(), track)).isEqualTo(KeptSound.State.OLD);
    }

    @Test
    void aDamagedTrackIsFetchedAgainWhileItPlays() throws Exception {
        CatalogEntry track = track("/song.mp3");
        play(source(), track);
        awaitStored(track);
        Path file;
        try (Stream<Path> files = Files.walk(folder)) {
            file = files.filter(path -> path.toString().endsWith(".audio"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] damaged = Files.readAllBytes(file);
        damaged[600_000] ^= 1;
        Files.write(file, damaged);
        assertThat(play(source(), track)).isEqualTo(song);
        assertThat(store.find(AudioKey.of(track))).isNull();
        assertThat(count("muzon.cache.removed", "reason", "corrupt")).isEqualTo(1);
        assertThat(play(source(), track)).isEqualTo(song);
        awaitStored(track);
    }

    @Test
    void aConnectionThatBreaksIsContinuedAtTheSameByte() throws Exception {
        web.serve("/broken.mp3", exchange -> send(exchange, "\"v1\"", 300_000));
        CatalogEntry track = track("/broken.mp3");
        assertThat(play(source(), track)).isEqualTo(song);
        awaitStored(track);
        assertThat(ranges).contains("bytes=0-", "bytes=300000-", "bytes=600000-");
    }

    @Test
    void anAddressThatExpiredIsAskedForAgainAtItsLink() throws Exception {
        var redirects = new AtomicInteger();
        web.serve("/link.mp3", exchange -> {
            exchange.getResponseHeaders().set("Location", "/signed/" + redirects.incrementAndGet());
            exchange.sendResponseHeaders(302, -1);
        });
        web.serve("/signed/1", exchange -> send(exchange, "\"v1\"", 300_000));
        web.serve("/signed/2", exchange -> exchange.sendResponseHeaders(403, -1));
        web.serve("/signed/3", exchange -> send(exchange, "\"v1\"", song.length));
        assertThat(play(source(), track("/link.mp3"))).isEqualTo(song);
        assertThat(redirects).hasValue(3);
    }

    @Test
    void anotherFileBehindABrokenConnectionIsNotMixedIn() throws Exception {
        var asked = new AtomicInteger();
        web.serve("/swapped.mp3", exchange -> send(exchange, "\"v" + asked.incrementAndGet() + "\"", 300_000));
        CatalogEntry track = track("/swapped.mp3");
        try (MediaInput input = cache.open(source(), track)) {
            assertThat(read(input, "")).isEqualTo(Arrays.copyOf(song, 300_000));
            assertThat(input.failure()).isNotNull();
        }
        assertThat(store.find(AudioKey.of(track))).isNull();
    }

    @Test
    void aSeekBeyondWhatArrivedDoesNotWaitForIt() throws Exception {
        var rest = new CountDownLatch(1);
        web.serve("/slow.mp3", exchange -> {
            if (!"bytes=0-".equals(exchange.getRequestHeaders().getFirst("Range"))) {
                send(exchange, "\"v1\"", song.length);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-899999/900000");
            exchange.sendResponseHeaders(206, song.length);
            exchange.getResponseBody().write(song, 0, 100_000);
            exchange.getResponseBody().flush();
            try {
                if (rest.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    exchange.getResponseBody().write(song, 100_000, song.length - 100_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CatalogEntry track = track("/slow.mp3");
        try (MediaInput input = cache.open(source(), track)) {
            assertThat(read(input, "Range: bytes=800000-\r\n"))
                    .isEqualTo(Arrays.copyOfRange(song, 800_000, song.length));
            assertThat(read(input, "Range: bytes=0-99999\r\n")).isEqualTo(Arrays.copyOf(song, 100_000));
            rest.countDown();
            assertThat(read(input, "")).isEqualTo(song);
        }
        awaitStored(track);
    }

    @Test
    void aFileThatChangedAtItsServerIsFetchedAgainAfterAWhile() throws Exception {
        var version = new AtomicInteger(1);
        web.serve("/news.mp3", exchange -> send(exchange, "\"v" + version + "\"", song.length));
        CatalogEntry track = track("/news.mp3");
        play(source(), track);
        awaitStored(track);
        clock.advance(FRESH.plusSeconds(1));
        play(source(), track);
        assertThat(count("muzon.cache.requests", "outcome", "hit")).isEqualTo(1);
        version.set(2);
        song[0]++;
        clock.advance(FRESH.plusSeconds(1));
        assertThat(play(source(), track)).isEqualTo(song);
        assertThat(count("muzon.cache.removed", "reason", "changed")).isEqualTo(1);
    }

    @Test
    void aStoredTrackIsPlayedThoughItsServerIsAway() throws Exception {
        CatalogEntry track = track("/song.mp3");
        play(source(), track);
        awaitStored(track);
        web.close();
        clock.advance(FRESH.plusSeconds(1));
        assertThat(play(source(), track)).isEqualTo(song);
    }

    @Test
    void aTrackThatIsGoneAtItsServerIsNotPlayedAnyMore() throws Exception {
        var gone = new AtomicInteger(0);
        web.serve("/once.mp3", exchange -> {
            if (gone.get() == 0) {
                send(exchange, "\"v1\"", song.length);
            } else {
                exchange.sendResponseHeaders(410, -1);
            }
        });
        CatalogEntry track = track("/once.mp3");
        play(source(), track);
        awaitStored(track);
        gone.set(1);
        clock.advance(FRESH.plusSeconds(1));
        assertThatThrownBy(() -> cache.open(source(), track)).isInstanceOf(FailureException.class);
    }

    @Test
    void soundOfAPrivateSourceIsNeverStored() throws Exception {
        var source = new Links(door, Duration.ZERO);
        assertThat(play(source, track("/song.mp3"))).isEqualTo(song);
        assertThat(play(source, track("/song.mp3"))).isEqualTo(song);
        assertThat(web.asked()).hasSize(2);
        assertThat(folder.resolve("audio")).doesNotExist();
    }

    @Test
    void soundWithoutAKnownEndAndSoundThatMustNotBeStoredIsPlayedFromItsServer() throws Exception {
        web.serve("/endless.mp3", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(song);
        });
        web.serve("/secret.mp3", exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "private, no-store");
            send(exchange, "\"v1\"", song.length);
        });
        assertThat(new String(play(source(), track("/endless.mp3")), ISO_8859_1))
                .hasSizeGreaterThan(song.length);
        assertThat(play(source(), track("/secret.mp3"))).isEqualTo(song);
        assertThat(count("muzon.cache.requests", "outcome", "not-kept")).isEqualTo(2);
    }

    /** A source of pages whose links to sound expire. */
    private record Pages(Door door, Callable<String> sound) implements TrackSource {
        @Override
        public String name() {
            return "links";
        }

        @Override
        public Duration freshFor() {
            return FRESH;
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
        public MediaInput open(String reference) throws InterruptedException {
            return DoorInput.playing(door.openMedia(link(), this::link, PATIENCE));
        }

        private MediaLink link() {
            try {
                return new MediaLink(HttpLink.parse(sound.call()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aPageWhoseLinkExpiresInTheMiddleIsStoredWhole() throws Exception {
        var links = new AtomicInteger();
        web.serve("/expired", exchange -> {
            if ("bytes=0-524287".equals(exchange.getRequestHeaders().getFirst("Range"))) {
                sendClosed(exchange);
            } else {
                exchange.sendResponseHeaders(410, -1);
            }
        });
        web.serve("/renewed", this::sendClosed);
        var pages = new Pages(door, () -> web.url(links.getAndIncrement() == 0 ? "/expired" : "/renewed"));
        CatalogEntry track = track("/page");
        assertThat(play(pages, track)).isEqualTo(song);
        awaitStored(track);
        web.close();
        assertThat(play(pages, track)).isEqualTo(song);
        assertThat(links).hasValue(2);
    }

    private void sendClosed(HttpExchange exchange) throws IOException {
        String[] range = exchange.getRequestHeaders()
                .getFirst("Range")
                .substring("bytes=".length())
                .split("-", 2);
        int start = Integer.parseInt(range[0]);
        int end = Math.min(Integer.parseInt(range[1]), song.length - 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + end + "/" + song.length);
        exchange.sendResponseHeaders(206, end - start + 1L);
        exchange.getResponseBody().write(song, start, end - start + 1);
    }

    @Test
    void aBrokenDiskCostsNoSound() throws Exception {
        cache.close();
        open(Files.createFile(folder.resolve("a-file")).resolve("audio"));
        assertThat(play(source(), track("/song.mp3"))).isEqualTo(song);
        assertThat(play(source(), track("/song.mp3"))).isEqualTo(song);
    }
}
