package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.youtube.FakeYouTube;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the source that the real yt-dlp reads pages for, from a YouTube on loopback. */
@Timeout(120)
class YtDlpContractTest extends TrackSourceContract {
    private static final Path INSTALLED = Path.of("../deploy/ytdlp/installed").toAbsolutePath();
    private static final String VIDEO = "abcdefghijk";
    private static final String UNHEARD_OF = "words of no song";

    @TempDir
    Path folder;

    private FakeYouTube youTube;
    private Door door;
    private YtDlpWorker worker;
    private YtDlpSource source;

    @BeforeEach
    void open() throws Exception {
        assumeThat(INSTALLED.resolve("yt-dlp"))
                .as("yt-dlp is missing: deploy/ytdlp/install.sh installs it")
                .isDirectory();
        byte[] song =
                Files.readAllBytes(new TestTones(FFMPEG, folder).tone("one", Format.WEBM, 440, Duration.ofSeconds(3)));
        youTube = FakeYouTube.in(folder)
                .video(VIDEO, "Nocturne", 3)
                .song(VIDEO, song)
                .unheardOf(UNHEARD_OF);
        var limits = new DoorLimits(100 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10));
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), host ->
                new InetAddress[] {InetAddress.getLoopbackAddress()});
        door = new Door(guard, youTube.keys().client(), limits);
        var settings = new YtDlpProperties(
                INSTALLED,
                Path.of("/usr/bin/python3"),
                youTube.keys().certificate(),
                50,
                4,
                Duration.ofSeconds(40),
                null,
                folder.resolve("cookie-copies"));
        worker = new YtDlpWorker(settings, new Egress(youTube.proxyPort(), "http://127.0.0.1:" + youTube.proxyPort()));
        var pages = new PageReader(
                new YtDlpInstallation(settings),
                worker,
                CookiePoolTest.NOBODY,
                new MonotonicClock(Clock.systemUTC()),
                new SimpleMeterRegistry());
        source = new YtDlpSource(settings, pages, door, new Ffprobe(FFMPEG), Clock.systemUTC());
        pages.warmUp();
    }

    @AfterEach
    void close() throws IOException {
        if (source != null) {
            source.close();
            door.close();
            youTube.close();
        }
    }

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Text("nocturne");
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Text(UNHEARD_OF);
    }

    /** Checks what makes each question faster: whatever is wrong with the made-up page stands in its last words. */
    @Test
    void theWorkerReadsItsMadeUpPageWithoutAComplaint() throws Exception {
        source.resolve(present());
        assertThat(worker.process().lastWords()).isEmpty();
    }
}
