package dev.muzon.extractor.source.direct;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

/** Tests of servers that answer oddly, and of links that look odd. */
class OddServersTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();

    @TempDir
    static Path folder;

    private TestWeb web;
    private Door door;
    private DirectSource source;

    @BeforeAll
    static void makeSong() {
        new TestTones(FFMPEG, folder).tone("song", Format.MP3, 440, Duration.ofSeconds(3));
    }

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1");
        DirectProperties settings = new DirectProperties(
                List.of(IpNetwork.valueOf("127.0.0.1/32")),
                List.of(),
                50,
                DataSize.ofMegabytes(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20));
        AddressGuard guard = new AddressGuard(
                settings.allowedNetworks(), List.of(), _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});
        door = new Door(guard, SSLContext.getDefault(), settings.doorLimits());
        source = new DirectSource(settings, door, new Ffprobe(FFMPEG));
    }

    @AfterEach
    void close() {
        door.close();
        web.close();
    }

    private List<FoundTrack> resolve(String url) throws InterruptedException {
        return source.resolve(new TrackQuery.Link(url));
    }

    /** Asks a server that makes its answer as it goes. It names no length and gives no part of it. */
    @ParameterizedTest
    @EnumSource(value = Format.class, names = "HLS", mode = EnumSource.Mode.EXCLUDE)
    void aFileHasALengthWhereAServerTellsNone(Format format) throws Exception {
        Path file = new TestTones(FFMPEG, folder).tone("made-" + format, format, 500, Duration.ofSeconds(6));
        web.serve("/made", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(Files.readAllBytes(file));
        });

        assertThat(resolve(web.url("/made")).getFirst().media().duration())
                .isBetween(Duration.ofMillis(5900), Duration.ofMillis(6100));
    }

    @ParameterizedTest
    @CsvSource({"/;, Радио Монте-Карло", "/;stream.mp3, Радио Монте-Карло", "/;, ", "/live.mp3, "})
    void aStationIsCalledAsItSaysInItsOwnLettersElseAsItsHost(String path, @Nullable String name) throws Exception {
        byte[] sound = Files.readAllBytes(folder.resolve("song.mp3"));
        try (ServerSocket radio = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> broadcast(radio, name, sound));

            FoundTrack station = resolve("http://public.example:" + radio.getLocalPort() + path)
                    .getFirst();

            assertThat(station.title()).isEqualTo(name != null ? name : path.contains(";") ? "public.example" : "live");
        }
    }

    /** Answers everybody as old servers of radio stations do. */
    private static void broadcast(ServerSocket radio, @Nullable String name, byte[] sound) {
        while (!radio.isClosed()) {
            try (Socket client = radio.accept()) {
                client.getInputStream().read(new byte[4096]);
                OutputStream out = client.getOutputStream();
                out.write("ICY 200 OK\r\nContent-Type: audio/mpeg\r\n".getBytes(US_ASCII));
                if (name != null) {
                    out.write(("icy-name:" + name + "\r\n").getBytes(Charset.forName("windows-1251")));
                }
                out.write("\r\n".getBytes(US_ASCII));
                out.write(sound);
                client.getInputStream().read(); // what comes next takes as long as it sounds
            } catch (IOException e) {
                // The listener has gone.
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '*',
            value = {
                "/x?mp=/stream%3Fname=a%26code=b /x?mp=/stream%3Fname=a%26code=b",
                "/x?y='$(id)\"| /x?y='$(id)%22%7C",
                "/a%20b.mp3 /a%20b.mp3",
                "*/a b.mp3* /a%20b.mp3",
                "/100%.mp3 /100%.mp3",
                "/ü.mp3 /%C3%BC.mp3",
                "/song.mp3#t=30 /song.mp3"
            })
    void aServerIsAskedForWhatAPersonTyped(String typed, String asked) throws Exception {
        byte[] sound = Files.readAllBytes(folder.resolve("song.mp3"));
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> give(server, sound, lines));

            assertThat(resolve("http://127.0.0.1:" + server.getLocalPort() + typed))
                    .hasSize(1);

            assertThat(lines).isNotEmpty().containsOnly("GET " + asked + " HTTP/1.1");
        }
    }

    /** Gives everybody the same file, and notes the lines that ask for it. */
    private static void give(ServerSocket server, byte[] file, List<String> lines) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                lines.add(new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII)).readLine());
                String head = "HTTP/1.1 200 OK\r\nContent-Length: " + file.length + "\r\nConnection: close\r\n\r\n";
                client.getOutputStream().write(head.getBytes(US_ASCII));
                client.getOutputStream().write(file);
            } catch (IOException e) {
                // The asker has gone.
            }
        }
    }

    @Test
    void packedSegmentsOfAnyNameArePlayed() throws Exception {
        StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n");
        for (String name : List.of("1.jpg", "2.txt", "3.css", "4")) {
            Path segment = folder.resolve("adts-" + name);
            String command = "-f lavfi -i sine=440:d=1 -c:a aac -f adts " + segment;
            try (FfmpegProcess process = FFMPEG.start(List.of(command.split(" ", -1)))) {
                process.awaitExit(Duration.ofMinutes(1));
            }
            web.file("/" + name, segment);
            list.append("#EXTINF:1.0,\n").append(name).append("?sig=a%2Fb\n");
        }
        web.text("/list.m3u8", "application/vnd.apple.mpegurl", list + "#EXT-X-ENDLIST\n");

        FoundTrack track = resolve(web.url("/list.m3u8")).getFirst();

        assertThat(track.media().duration()).isBetween(Duration.ofMillis(3900), Duration.ofMillis(4300));
    }
}
