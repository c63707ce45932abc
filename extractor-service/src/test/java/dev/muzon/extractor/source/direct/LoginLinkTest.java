package dev.muzon.extractor.source.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Tests of links with a login, to a server that lets nobody else in. Another server must not see the login. */
class LoginLinkTest {
    private static final String LOGIN = "Basic " + Base64.getEncoder().encodeToString("ann:s3cret".getBytes(UTF_8));

    @TempDir
    static Path folder;

    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static Path song;

    private final List<String> leaked = new CopyOnWriteArrayList<>();
    private TestWeb closed;
    private TestWeb other;
    private Door door;
    private DirectSource source;

    @BeforeAll
    static void makeSong() {
        song = new TestTones(FFMPEG, folder).tone("song", Format.MP3, 440, Duration.ofSeconds(3));
    }

    @BeforeEach
    void open() throws Exception {
        other = TestWeb.on("127.0.0.1").serve("/open/", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            if (login != null) {
                leaked.add(login);
            }
            TestWeb.file(exchange, song);
        });
        closed = TestWeb.on("127.0.0.1").serve("/closed/", this::answer);
        var settings = new DirectProperties(
                List.of(IpNetwork.valueOf("127.0.0.1/32")),
                List.of(),
                50,
                DataSize.ofMegabytes(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20));
        var guard = new AddressGuard(
                settings.allowedNetworks(), List.of(), host -> new InetAddress[] {InetAddress.ofLiteral(host)});
        door = new Door(guard, SSLContext.getDefault(), settings.doorLimits());
        source = new DirectSource(settings, door, new Ffprobe(FFMPEG));
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            TestWeb.answer(exchange, 401, "");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/closed/away.mp3" -> {
                exchange.getResponseHeaders().add("Location", elsewhere());
                TestWeb.answer(exchange, 302, "");
            }
            case "/closed/list.m3u" -> TestWeb.answer(exchange, 200, "#EXTM3U\nsong.mp3\n" + elsewhere() + "\n");
            default -> TestWeb.file(exchange, song);
        }
    }

    private String elsewhere() {
        return "http://127.0.0.1:" + other.port() + "/open/elsewhere.mp3";
    }

    private String link(String path) {
        return "http://ann:s3cret@127.0.0.1:" + closed.port() + path;
    }

    @AfterEach
    void close() {
        door.close();
        closed.close();
        other.close();
        assertThat(leaked).isEmpty();
    }

    @Test
    void aLinkWithALoginPlaysAndItsLoginStandsInNothingThatIsShown() throws Exception {
        FoundTrack found =
                source.resolve(new TrackQuery.Link(link("/closed/song.mp3"))).getFirst();

        assertThat(found.media().duration()).isNotNull();
        CatalogEntry entry = CatalogEntry.of("direct", found, Instant.EPOCH);
        assertThat(entry.track().toString()).doesNotContain("s3cret");
        assertThat(found.key()).doesNotContain("s3cret");
        assertThat(new TrackQuery.Link(link("/closed/song.mp3")).toString()).doesNotContain("s3cret");
        try (MediaInput input = source.open(found.reference())) {
            assertThat(input.bytes()).as("what a cache would keep").isNull();
            assertThat(input.location()).doesNotContain("s3cret");
            assertThat(new Ffprobe(FFMPEG)
                            .probe(input.options(), input.location(), input.reach(), Duration.ofSeconds(10))
                            .duration())
                    .isNotNull();
        }
    }

    @Test
    void anotherLoginIsAnotherTrackAndAnotherSearch() throws Exception {
        String bare = "http://127.0.0.1:" + closed.port() + "/closed/song.mp3";
        assertThat(CanonicalLink.of(link("/closed/song.mp3"))).isNotEqualTo(CanonicalLink.of(bare));
        assertThatThrownBy(() -> source.resolve(new TrackQuery.Link(bare))).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> source.resolve(
                        new TrackQuery.Link(link("/closed/song.mp3").replace("s3cret", "wr0ng"))))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.getMessage()).doesNotContain("wr0ng"));
        FoundTrack one =
                source.resolve(new TrackQuery.Link(link("/closed/song.mp3"))).getFirst();
        FoundTrack again =
                source.resolve(new TrackQuery.Link(link("/closed/song.mp3"))).getFirst();
        assertThat(one.key()).isEqualTo(again.key()).isNotEqualTo(bare);
    }

    @Test
    void aRedirectToAnotherServerTakesNoLoginAlong() throws Exception {
        FoundTrack found =
                source.resolve(new TrackQuery.Link(link("/closed/away.mp3"))).getFirst();

        assertThat(found.media().duration()).isNotNull();
        assertThat(other.asked()).isNotEmpty();
    }

    @Test
    void theEntriesOfAListOnTheSameServerAreOpenedWithTheLogin() throws Exception {
        List<FoundTrack> found = source.resolve(new TrackQuery.Link(link("/closed/list.m3u")));

        assertThat(found).hasSize(2);
        assertThat(found.getFirst().link()).isNull();
        assertThat(found.getLast().link()).isEqualTo(elsewhere());
    }
}
