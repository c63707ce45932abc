package dev.muzon.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.audio.ToneMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service with a separate web and neighbours: jobs in, jobs out, sound over HTTP. 127.0.0.1 is allowed,
 * 127.0.0.2 is not.
 */
@DirtiesContext
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "muzon.internal-token=" + ServiceFixture.TOKEN,
            "muzon.extractor.direct.allowed-networks=127.0.0.1/32"
        })
abstract class ServiceFixture {
    static final String TOKEN = "a-token-for-tests-only";

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int SECONDS = 10;
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    @TempDir
    static Path odd;

    @TempDir
    static Path kept;

    @TempDir
    static Path secret;

    static Path lantern;
    static TestWeb web;
    static TestTones tones;
    static final AtomicBoolean drips = new AtomicBoolean();

    @LocalServerPort
    int port;

    @Autowired
    JobPublisher publisher;

    @Autowired
    JobQueue queue;

    @Autowired
    Ffmpeg ffmpeg;

    @Autowired
    MeterRegistry meters;

    final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void makeMusic() throws IOException {
        tones = new TestTones(Ffmpeg.locate(), folder);
        for (Format format : Format.values()) {
            tones.tonePerSecond("steps " + word(format), format, SECONDS);
        }
        tones.silence("endless evening", Duration.ofHours(5));
        lantern = new TestTones(Ffmpeg.locate(), secret).tone("lantern", Format.OGG, 440, Duration.ofSeconds(SECONDS));
        Files.copy(folder.resolve("steps alpha.mp3"), folder.resolve("message-1"));
        tones.tone("longplay", Format.WAV, 440, Duration.ofSeconds(90));
        web = TestWeb.on("127.0.0.1").folder("/files/", folder).status("/gone.mp3", 404);
        web.text("/text.mp3", "audio/mpeg", "no music\n".repeat(1000))
                .redirect("/inwards.mp3", "http://127.0.0.2:9/song.mp3")
                .redirect("/round.mp3", "/round.mp3")
                .redirect("/out.mp3", "ftp://127.0.0.1/song.mp3")
                .serve("/rude.mp3", HttpExchange::close)
                .dripping("/drip.flac", folder.resolve("steps eggplant.flac"), drips::get)
                .folder("/v1/files/", folder)
                .serve("/v1/channels/", ServiceFixture::channel)
                .text("/api/get", "application/json", "{\"trackName\":\"Sea Breeze\",\"plainLyrics\":\"Wave\"}")
                .folder("/odd/", HostileFiles.in(odd));
    }

    @AfterAll
    static void close() {
        web.close();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", mongo::uri);
        registry.add("muzon.extractor.library.directory", () -> folder);
        registry.add("muzon.extractor.telegram.cache", () -> folder.resolve(".cache"));
        registry.add("muzon.extractor.cache.directory", () -> kept.resolve("audio"));
        registry.add("muzon.services.bot-gateway", () -> web.url(""));
        registry.add("muzon.services.assistant-service", () -> web.url(""));
        registry.add("muzon.extractor.lyrics.url", () -> web.url("/"));
    }

    /** Makes a word that a fuzzy search keeps apart from the others. */
    static String word(Format format) {
        return switch (format) {
            case MP3 -> "alpha";
            case M4A -> "bravo";
            case OGG -> "chandelier";
            case OPUS -> "dolphin";
            case FLAC -> "eggplant";
            case WAV -> "foxtrot";
            case WEBM -> "gymnast";
            case HLS -> "harlequin";
        };
    }

    static TrackQuery query(Format format) {
        return format == Format.HLS
                ? new TrackQuery.Link(web.url("/files/steps%20" + word(format) + ".m3u8"))
                : new TrackQuery.Text("steps " + word(format));
    }

    /** Leaves the request in the queue and takes the answer from the next service's. */
    Job ask(TrackQuery query) {
        String requestId = "tg:" + REQUESTS.incrementAndGet();
        publisher.publish(requestId, new ResolveTracks(requestId, ChatRef.of(-100), new Requester(1, "Ann"), query));
        ClaimedJob answer = await().atMost(PATIENCE)
                .until(
                        () -> queue.claim(Queues.PLAYER, "test", PATIENCE)
                                .or(() -> queue.claim(Queues.GATEWAY, "test", PATIENCE))
                                .orElse(null),
                        Objects::nonNull);
        queue.complete(answer);
        return JsonMapper.shared().readValue(answer.payload(), Job.class);
    }

    Track find(TrackQuery query) {
        Job answer = ask(query);
        assertThat(answer).isInstanceOf(EnqueueTracks.class);
        return ((EnqueueTracks) answer).tracks().getFirst();
    }

    Failure refusal(TrackQuery query) {
        Job answer = ask(query);
        assertThat(answer).isInstanceOf(PlayerEvent.RequestFailed.class);
        return ((PlayerEvent.RequestFailed) answer).failure();
    }

    HttpRequest media(String id, String from) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/media/" + id + from))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
    }

    ToneMeter listen(Track track, String from) throws Exception {
        Path matroska = folder.resolve(".heard.mka");
        Files.deleteIfExists(matroska);
        HttpResponse<Path> response = http.send(media(track.id(), from), BodyHandlers.ofFile(matroska));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("audio/x-matroska");
        try (FfmpegProcess decoder =
                ffmpeg.start(List.of("-i", matroska.toString(), "-f", "s16le", "-ac", "2", "-ar", "48000", "pipe:1"))) {
            byte[] pcm = decoder.stdout().readAllBytes();
            FfmpegExit exit = decoder.awaitExit(PATIENCE);
            assertThat(exit.outcome()).as(exit.stderr()).isEqualTo(FfmpegOutcome.FINISHED);
            return ToneMeter.ofStereo(pcm);
        }
    }

    /** Answers as assistant-service would with one channel, which the chat -100 has on its list. It has one song, and two posts with links. */
    static void channel(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        String post = "{\"channel\":-1001,\"channelTitle\":\"Secret\",\"post\":5,\"sent\":\"2030-01-02T03:04:05Z\","
                + "\"text\":\"\",\"link\":null,\"song\":{\"title\":\"Lantern\",\"artist\":null,\"duration\":\"PT10S\",\"size\":"
                + Files.size(lantern) + "}}";
        boolean listed = asked.contains("chat=-100") && !asked.contains("chat=-100200");
        if (asked.startsWith("/v1/channels/songs?")) {
            json(exchange, listed && asked.contains("q=lantern") ? "[" + post + "]" : "[]");
        } else if (!listed) {
            TestWeb.answer(exchange, 422, "{\"type\":\"about:blank\",\"code\":\"source.not-found\"}");
        } else if (asked.startsWith("/v1/channels/songs/")) {
            boolean song = asked.startsWith("/v1/channels/songs/-1001/5");
            json(exchange, song ? post : linking(asked.contains("/6?") ? "/files/longplay.wav" : "/inwards.mp3"));
        } else {
            TestWeb.file(exchange, lantern);
        }
    }

    private static String linking(String link) {
        return "{\"channel\":-1001,\"channelTitle\":\"Secret\",\"post\":6,\"sent\":\"2030-01-02T03:04:05Z\","
                + "\"text\":\"hear this\",\"link\":null,\"plays\":\"" + web.url(link) + "\"}";
    }

    static void json(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        TestWeb.answer(exchange, 200, body);
    }
}
