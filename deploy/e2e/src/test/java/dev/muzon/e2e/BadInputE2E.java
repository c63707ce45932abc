package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is asked wrongly is answered in words, and disturbs nothing. Links lead to a web server of the test's own. */
@ExtendWith(SharedSuite.class)
class BadInputE2E {
    private final RunningSuite suite;
    private final Telegram telegram;
    private final Music music;
    private final long lounge;
    private final long alice;
    private HttpServer web;

    @SuppressWarnings("NullAway.Init") // the web server begins with each test
    BadInputE2E(RunningSuite suite, Telegram telegram, Music music) {
        this.suite = suite;
        this.telegram = telegram;
        this.music = music;
        this.lounge = telegram.chat("Muzon Lounge");
        this.alice = telegram.user("Alice");
    }

    @BeforeEach
    void serve() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(suite.hostAddress()), 0), 0);
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", exchange -> {
            Path file = music.links().resolve(exchange.getRequestURI().getPath().substring(1));
            if (exchange.getRequestURI().getPath().equals("/redirect-to-private")) {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:27117/");
                exchange.sendResponseHeaders(302, -1);
            } else if (exchange.getRequestURI().getPath().equals("/forbidden.mp3")) {
                exchange.sendResponseHeaders(403, -1);
            } else if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void stopServing() {
        web.stop(0);
        telegram.say(lounge, alice, "/stop");
    }

    private String link(String path) {
        return "http://" + suite.hostAddress() + ":" + web.getAddress().getPort() + "/" + path;
    }

    @Test
    void everyBadRequestIsAnsweredInWords() throws IOException {
        Files.writeString(music.links().resolve("story.txt"), "Once upon a time there was no sound. ".repeat(200));
        Files.copy(
                music.links().resolve("story.txt"),
                music.links().resolve("story.mp3"),
                StandardCopyOption.REPLACE_EXISTING);
        new TestTones(Ffmpeg.locate(), music.links()).silence("endless", Duration.ofHours(5));

        Map<String, String> answers = Map.ofEntries(
                Map.entry("/play", "What shall I play"),
                Map.entry("/play " + "x".repeat(600), "too long"),
                Map.entry("/play qzxwv jkqpw", "Nothing found"),
                Map.entry("/play " + link("story.mp3"), "no sound"),
                Map.entry("/play " + link("missing.mp3"), "nothing to play there"),
                Map.entry("/play " + link("forbidden.mp3"), "does not let me in"),
                Map.entry("/play http://127.0.0.1:27117/song.mp3", "may not open"),
                Map.entry("/play http://169.254.169.254/latest/meta-data", "may not open"),
                Map.entry("/play " + link("redirect-to-private"), "may not open"),
                Map.entry("/play " + link("endless.wav"), "too long"),
                Map.entry("/volume abc", "1 to 200"),
                Map.entry("/volume 201", "1 to 200"),
                Map.entry("/seek soon", "Where to"),
                Map.entry("/pause", "Nothing is playing"));
        answers.forEach((said, words) -> {
            int after = telegram.say(lounge, telegram.somebody(), said);
            JsonNode answer = telegram.awaitText(lounge, after, words);
            assertThat(Telegram.text(answer)).doesNotContain("Exception", "null", "127.0.0.1:27117");
        });
        assertThat(telegram.receptions(lounge)).isEmpty();
    }

    @Test
    void aLinkPlaysAndSoDoesAPlaylist() {
        Music.Song song = Music.song(Format.HLS);

        telegram.say(lounge, telegram.somebody(), "/play " + link("harbour.m3u8"));

        new Listener(telegram, lounge).hearsPure(song.hertz());
    }

    @Test
    void aTruncatedFileIsToldAndTheNextOnePlays() throws IOException {
        Path whole =
                new TestTones(Ffmpeg.locate(), music.links()).tone("cut", Format.FLAC, 1200, Duration.ofSeconds(20));
        Path cut = TestTones.truncate(whole, 0.3);
        int asked = telegram.say(
                lounge, telegram.somebody(), "/play " + link(cut.getFileName().toString()));
        telegram.say(
                lounge, telegram.somebody(), "/play " + Music.song(Format.MP3).title());

        new Listener(telegram, lounge).hearsPure(Music.song(Format.MP3).hertz());
        telegram.awaitMessage(
                lounge,
                asked,
                message -> Telegram.text(message).contains("Cut short")
                        || Telegram.text(message).contains("Could not play"));
    }

    @Test
    void theServicesAnswerNobodyWithoutTheirToken() throws Exception {
        for (String url : new String[] {
            "http://127.0.0.1:8081/v1/files/x",
            "http://127.0.0.1:8082/v1/accounts",
            "http://127.0.0.1:8083/v1/players/-1",
            "http://127.0.0.1:8084/v1/media/x"
        }) {
            String answer = suite.inside("curl", "-s", "-w", " %{http_code} %{content_type}", url);

            assertThat(answer)
                    .contains("401 application/problem+json", "internal.unauthenticated")
                    .doesNotContain("Exception");
        }
    }
}
