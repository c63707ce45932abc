package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of notes that people show to the bot. Their files come from a gateway, and the account is not even logged in. */
class ShownNotesTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private static SandboxTelegram telegram;
    private static RecognitionServer recogniser;
    private static HttpServer gateway;
    private static RunningService service;
    private static Path tone;

    @BeforeAll
    static void start() throws IOException {
        var tones = new TestTones(Ffmpeg.locate(), folder);
        tone = tones.tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(3));
        telegram = SandboxTelegram.start();
        recogniser = RecognitionServer.start();
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/v1/files/", ShownNotesTest::file);
        gateway.start();
        service = service("http");
    }

    private static RunningService service(String engine) {
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        List<String> settings = new ArrayList<>(RunningService.settings(
                telegram, folder.resolve("of-" + engine), mongo.uri(), address, "main,music:music"));
        settings.addAll(List.of(
                "--muzon.notes.engines=" + engine,
                "--muzon.notes.max-length=10m",
                "--muzon.notes.http-url=" + recogniser.url()));
        return new RunningService(settings);
    }

    private static void file(HttpExchange exchange) throws IOException {
        byte[] body = files.get(exchange.getRequestURI().getPath().substring("/v1/files/".length()));
        try (exchange) {
            if (body == null) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @AfterAll
    static void stop() {
        service.close();
        gateway.stop(0);
        recogniser.close();
        telegram.close();
    }

    @BeforeEach
    void hear() throws IOException {
        files.put("note", Files.readAllBytes(tone));
        recogniser.hears("buy milk");
        recogniser.requests.clear();
    }

    @AfterEach
    void noSoundIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("muzon-note-"));
        }
    }

    private static HttpResponse<String> shown(RunningService service, String account, String file, int seconds)
            throws IOException, InterruptedException {
        String body = "{\"file\":\"%s\",\"seconds\":%d,\"language\":\"ru\"}".formatted(file, seconds);
        return service.post("/v1/notes/accounts/" + account + "/texts", body);
    }

    private static JsonNode shown(String file, int seconds) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(shown(service, "main", file, seconds).body());
    }

    @Test
    void theNoteBecomesText() throws IOException, InterruptedException {
        assertThat(shown("note", 3).path("parts"))
                .extracting(JsonNode::asString)
                .containsExactly("buy milk");
    }

    @Test
    void silenceIsSaidInTheLanguageOfTheQuestion() throws IOException, InterruptedException {
        recogniser.hears("");

        assertThat(shown("note", 3).path("parts").path(0).asString()).isEqualTo("(тишина)");
    }

    @Test
    void aLongTextComesInPartsThatFitIntoMessages() throws IOException, InterruptedException {
        recogniser.hears(IntStream.range(0, 300)
                .mapToObj(i -> "Bottle " + i + " is white.")
                .collect(Collectors.joining(" ")));

        assertThat(shown("note", 3).path("parts"))
                .hasSize(2)
                .allSatisfy(part ->
                        assertThat(part.asString()).hasSizeLessThan(4_001).endsWith("."));
    }

    @ParameterizedTest
    @CsvSource({
        "empty, '', 3, note.unreadable",
        "noise, no sound at all, 3, note.unreadable",
        "note,, 601, note.too-long"
    })
    void whatCannotBeReadIsRefused(String file, String content, int seconds, String code)
            throws IOException, InterruptedException {
        if (content != null) {
            files.put(file, content.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(shown(file, seconds).path("code").asString()).isEqualTo(code);
        assertThat(recogniser.requests).isEmpty();
    }

    @Test
    void theFailureIsToldWhenTheGatewayGivesNoFile() throws IOException, InterruptedException {
        assertThat(shown("missing", 3).path("code").asString()).isEqualTo("peer.unavailable");
    }

    @Test
    void anAccountThatReadsNoNotesIsRefused() throws IOException, InterruptedException {
        assertThat(shown(service, "music", "note", 3).body()).contains("input.bad");
    }

    @Test
    void whereTelegramReadsTheNoteIsSentToSavedMessages() throws IOException, InterruptedException {
        try (RunningService other = service("telegram")) {
            assertThat(shown(other, "main", "note", 3).body()).contains("«Избранное»");
        }
    }
}
