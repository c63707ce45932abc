package dev.muzon.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.runtime.problem.Problem;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.audio.ToneMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the whole service: jobs in, jobs out, sound over HTTP. 127.0.0.1 is allowed, 127.0.0.2 is not. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "muzon.internal-token=" + ExtractorServiceTest.TOKEN,
            "muzon.extractor.direct.allowed-networks=127.0.0.1/32"
        })
class ExtractorServiceTest {
    static final String TOKEN = "a-token-for-tests-only";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SECONDS = 10;
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

    private static Path lantern;
    private static TestWeb web;
    private static TestTones tones;
    private static final AtomicBoolean drips = new AtomicBoolean();

    @LocalServerPort
    private int port;

    @Autowired
    private JobPublisher publisher;

    @Autowired
    private JobQueue queue;

    @Autowired
    private Ffmpeg ffmpeg;

    @Autowired
    private MeterRegistry meters;

    private final HttpClient http = HttpClient.newHttpClient();

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
                .serve("/v1/channels/", ExtractorServiceTest::channel)
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
    private static String word(Format format) {
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

    private static TrackQuery query(Format format) {
        return format == Format.HLS
                ? new TrackQuery.Link(web.url("/files/steps%20" + word(format) + ".m3u8"))
                : new TrackQuery.Text("steps " + word(format));
    }

    /** Leaves the request in the queue and takes the answer from the next service's. */
    private Job ask(TrackQuery query) {
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

    private Track find(TrackQuery query) {
        Job answer = ask(query);
        assertThat(answer).isInstanceOf(EnqueueTracks.class);
        return ((EnqueueTracks) answer).tracks().getFirst();
    }

    private Failure refusal(TrackQuery query) {
        Job answer = ask(query);
        assertThat(answer).isInstanceOf(PlayerEvent.RequestFailed.class);
        return ((PlayerEvent.RequestFailed) answer).failure();
    }

    private HttpRequest media(String id, String from) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/media/" + id + from))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
    }

    private ToneMeter listen(Track track, String from) throws Exception {
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

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyFormatPlaysFromItsBeginningAndFromAPosition(Format format) throws Exception {
        Track track = find(query(format));
        assertThat(track.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_100));

        ToneMeter whole = listen(track, "");
        assertThat(whole.duration().toMillis()).isCloseTo(10_000, within(100L));
        assertThat(whole.change(TestTones.hertzOf(0), TestTones.hertzOf(1)).toMillis())
                .isCloseTo(1000, within(30L));

        ToneMeter rest = listen(track, "?from=PT5.3S");
        assertThat(rest.duration().toMillis()).isCloseTo(4700, within(100L));
        assertThat(rest.change(TestTones.hertzOf(5), TestTones.hertzOf(6)).toMillis())
                .isCloseTo(700, within(30L));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "HLS")
    void seeksOverHttpLandExactly(Format format) throws Exception {
        String file = "/files/steps%20" + word(format) + "." + format.ending().toLowerCase(Locale.ROOT);
        ToneMeter rest = listen(find(new TrackQuery.Link(web.url(file))), "?from=PT5.3S");
        assertThat(rest.change(TestTones.hertzOf(5), TestTones.hertzOf(6)).toMillis())
                .isCloseTo(700, within(30L));
    }

    @Test
    void aMessageThatWasRepliedToPlays() throws Exception {
        Track track = find(new TrackQuery.TelegramFile(
                "message-1", "unique", "Steps", "Ann", null, Duration.ofSeconds(SECONDS), 1000L));
        assertThat(track.title()).isEqualTo("Steps");
        assertThat(listen(track, "").duration().toMillis()).isCloseTo(10_000, within(100L));
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "OPUS", "FLAC"})
    void aSongThatAPersonWantsIsAnMp3OfItsWholeLength(Format format) throws Exception {
        HttpRequest wish = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/songs"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(new SongRequest(-100, 7, query(format)))))
                .build();
        Track song = JsonMapper.shared()
                .readValue(http.send(wish, BodyHandlers.ofString()).body(), Track.class);
        Path file = folder.resolve(".song.mp3");
        HttpResponse<Path> response = http.send(song(song.id()), BodyHandlers.ofFile(file));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
        MediaInfo media = new Ffprobe(ffmpeg).probe(List.of(), file.toString(), PATIENCE);
        assertThat(media.codec()).isEqualTo("mp3");
        assertThat(media.tag("title")).isEqualTo(song.title());
        assertThat(media.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_200));
    }

    @Test
    void theFileOfAMessageIsNotHandedOn() throws Exception {
        Track track = find(new TrackQuery.TelegramFile("message-1", "kept", "Steps", "Ann", null, null, null));
        HttpResponse<byte[]> response = http.send(song(track.id()), BodyHandlers.ofByteArray());
        assertThat(Objects.requireNonNull(Problem.parse(response.body())).code())
                .isEqualTo(FailureCode.SONG_PRIVATE);
    }

    private HttpRequest song(String id) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/song-files/" + id))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
    }

    @Test
    void badRequestsAreAnsweredWithTheirReason() {
        assertThat(refusal(new TrackQuery.Text("no such song anywhere")).code()).isEqualTo(FailureCode.NOTHING_FOUND);
        assertThat(refusal(new TrackQuery.Text("  ")).code()).isEqualTo(FailureCode.BAD_INPUT);
        assertThat(refusal(new TrackQuery.Link("not a link")).code()).isEqualTo(FailureCode.BAD_INPUT);
        assertThat(refusal(new TrackQuery.Link(web.url("/gone.mp3"))).code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        assertThat(refusal(new TrackQuery.Link(web.url("/text.mp3"))).code()).isEqualTo(FailureCode.NOT_AUDIO);
        assertThat(refusal(new TrackQuery.Link("http://169.254.169.254/latest")).code())
                .isEqualTo(FailureCode.URL_FORBIDDEN);
        assertThat(refusal(new TrackQuery.Link(web.url("/inwards.mp3"))).code()).isEqualTo(FailureCode.URL_FORBIDDEN);

        Failure.UserError tooLong = (Failure.UserError) refusal(new TrackQuery.Text("endless evening"));
        assertThat(tooLong.code()).isEqualTo(FailureCode.TRACK_TOO_LONG);
        assertThat(tooLong.args()).containsEntry("limit", FailureArgument.of(Duration.ofHours(3)));
    }

    @Test
    void everySourceIsListedWithWhatItCanBeAskedFor() throws Exception {
        find(query(Format.MP3));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/sources"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        List<SourceView> sources = List.of(JsonMapper.shared().readValue(answer, SourceView[].class));
        assertThat(sources)
                .extracting(SourceView::name)
                .containsExactlyInAnyOrder(
                        "library", "direct", "telegram", "web", "metadata", "radio", "channel", "lyrics");
        assertThat(sources.stream().filter(source -> source.kinds().contains(SourceView.Kind.WORDS)))
                .extracting(SourceView::name)
                .containsExactly("library");
    }

    /** Answers as assistant-service would with one channel, which the chat -100 has on its list. It has one song. */
    private static void channel(HttpExchange exchange) throws IOException {
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
            json(exchange, post);
        } else {
            TestWeb.file(exchange, lantern);
        }
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        TestWeb.answer(exchange, 200, body);
    }

    @Test
    void aSongOfAChannelPlaysInTheChatsThatHaveItAndNowhereElse() throws Exception {
        Track song = find(new TrackQuery.Text("lantern"));
        assertThat(song.source()).isEqualTo("channel");
        assertThat(find(new TrackQuery.Post(-1001, 5))).isEqualTo(song);

        assertThat(listen(song, "?chat=-100").duration().toMillis()).isCloseTo(10_000, within(100L));
        assertThat(listen(song, "?from=PT5.3S&chat=-100").duration().toMillis()).isCloseTo(4700, within(100L));

        for (String chat : List.of("", "?chat=-100200", "?chat=nonsense")) {
            assertThat(http.send(media(song.id(), chat), BodyHandlers.discarding())
                            .statusCode())
                    .as(chat)
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void aSearchListsSongsOfChannelsOnlyForTheirChat() throws Exception {
        assertThat(search("q=lantern&limit=3&chat=-100").body()).contains("\"Lantern\"");
        assertThat(search("q=lantern&limit=3&chat=-100200").body()).doesNotContain("\"Lantern\"");
        assertThat(search("q=lantern&limit=3").body()).doesNotContain("\"Lantern\"");
    }

    @Test
    void aSearchListsTracksOfWhichEachPlaysByItsId() throws Exception {
        find(query(Format.MP3));
        HttpResponse<String> answer = search("q=steps&limit=3");
        SearchView found = JsonMapper.shared().readValue(answer.body(), SearchView.class);
        assertThat(found.tracks()).hasSize(3).allSatisfy(track -> {
            assertThat(track.title()).startsWith("steps");
            assertThat(track.duration()).isNotNull();
        });

        Track second = found.tracks().get(1);
        assertThat(find(new TrackQuery.Listed(second.id()))).isEqualTo(second);
        assertThat(http.send(media(second.id(), ""), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSearchThatFindsNothingNamesItsWords() {
        var nothing = (Failure.UserError) refusal(new TrackQuery.Text("несуществующая песня"));
        assertThat(nothing.code()).isEqualTo(FailureCode.NOTHING_FOUND);
        assertThat(nothing.args()).containsEntry("query", FailureArgument.text("несуществующая песня"));
    }

    @Test
    void aTrackThatNobodyListedIsNotFound() {
        assertThat(refusal(new TrackQuery.Listed("nobody-listed-it")).code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=&limit=5", "q=steps&limit=0", "q=steps&limit=11", "q=steps&limit=-1"})
    void aSearchBeyondItsBoundsIsRefused(String search) throws Exception {
        assertThat(search(search).statusCode()).isEqualTo(FailureCode.BAD_INPUT.httpStatus());
    }

    private HttpResponse<String> search(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/search?" + query))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void lyricsComeFromTheServiceThatTheOperatorNamed() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/v1/lyrics?title=Sea%20Breeze&artist=Band&seconds=154"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        LyricsView found = JsonMapper.shared()
                .readValue(http.send(request, BodyHandlers.ofString()).body(), LyricsView.class);
        assertThat(found.outcome()).isEqualTo(LyricsView.Outcome.FOUND);
        assertThat(found.text()).isEqualTo("Wave");
    }

    @Test
    void aPageOfAMusicServiceIsRefusedByTheNameOfItsSiteAndNotAskedFor() {
        Failure page = refusal(new TrackQuery.Link("https://www.youtube.com/watch?v=dQw4w9WgXcQ"));
        assertThat(page.code()).isEqualTo(FailureCode.URL_PAGE);
        assertThat(((Failure.UserError) page).args()).containsEntry("site", new FailureArgument.Text("YouTube"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/round.mp3", "/out.mp3", "/odd/new.ape", "/odd/new.au", "/rude.mp3", "https"})
    void aBadLinkIsAnsweredAtOnceAndTheChatsNextRequestRuns(String path) {
        String url = path.equals("https") ? web.url("/text.mp3").replace("http:", "https:") : web.url(path);
        assertThat(refusal(new TrackQuery.Link(url)).code()).isNotEqualTo(FailureCode.INTERNAL);
        assertThat(find(query(Format.MP3)).title()).isEqualTo("steps alpha");
    }

    @Test
    void aTitleOf900KilobytesIsCutOnTheWayToTheQueue() {
        Track track = find(new TrackQuery.Link(web.url("/odd/endless-title.wav")));
        assertThat(track.title()).isEqualTo("T".repeat(Track.MAX_LENGTH));
    }

    @Test
    void anAlbumIsQueuedInItsOrder() {
        var first = new TrackQuery.TelegramFile("message-1", "album-1", "First", null, null, null, null);
        var second = new TrackQuery.TelegramFile("message-1", "album-2", "Second", null, null, null, null);
        Job answer = ask(new TrackQuery.TelegramFiles(List.of(first, second)));
        assertThat(((EnqueueTracks) answer).tracks()).extracting(Track::title).containsExactly("First", "Second");
    }

    @Test
    void aServerThatSendsAByteNowAndThenLosesItsStream() throws Exception {
        Track track = find(new TrackQuery.Link(web.url("/drip.flac")));
        drips.set(true);
        try {
            HttpResponse<byte[]> response = http.send(media(track.id(), ""), BodyHandlers.ofByteArray());
            assertThat(Objects.requireNonNull(Problem.parse(response.body())).code())
                    .isEqualTo(FailureCode.SOURCE_TIMEOUT);
        } finally {
            drips.set(false);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(streams()).isZero();
            assertThat(children()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "FLAC"})
    void aFileThatBreaksOffPlaysUpToThereAndIsNotTriedAgain(Format format) throws Exception {
        Path whole = tones.tone("message-" + format, format, 440, Duration.ofSeconds(SECONDS));
        Files.move(TestTones.truncate(whole, 0.4), folder.resolve("cut-" + format));
        Track cut = find(new TrackQuery.TelegramFile("cut-" + format, "cut" + format, "Cut", null, null, null, null));
        assertThat(cut.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_100));

        assertThatThrownBy(() -> http.send(media(cut.id(), ""), BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
        assertProblem(cut.id(), "?from=PT8S", FailureCode.TRACK_CUT_SHORT);
    }

    @Test
    void mediaIsRefusedWithoutTheToken() throws Exception {
        HttpRequest anonymous = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/media/x"))
                .build();
        assertThat(http.send(anonymous, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    @Test
    void unplayableMediaIsAProblemBeforeTheFirstByte() throws Exception {
        Track track = find(query(Format.MP3));
        assertProblem("unknown", "", FailureCode.NOTHING_FOUND);
        assertProblem(track.id(), "?from=PT10M", FailureCode.SEEK_PAST_END);
        assertProblem(track.id(), "?from=soon", FailureCode.BAD_INPUT);
        assertProblem(track.id(), "?from=-PT5S", FailureCode.BAD_INPUT);

        Path here = tones.tone("vanishing", Format.MP3, 440, Duration.ofSeconds(2));
        Track gone = find(new TrackQuery.Link(web.url("/files/vanishing.mp3")));
        Files.delete(here);
        HttpResponse<byte[]> response = http.send(media(gone.id(), ""), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(Objects.requireNonNull(Problem.parse(response.body())).failure())
                .isNotNull();
    }

    private void assertProblem(String id, String from, FailureCode code) throws Exception {
        HttpResponse<byte[]> response = http.send(media(id, from), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(code.httpStatus());
        assertThat(Objects.requireNonNull(Problem.parse(response.body())).code())
                .isEqualTo(code);
    }

    @Test
    void aTrackThatBreaksOffBreaksTheConnection() throws Exception {
        TestTones.truncate(folder.resolve("steps eggplant.flac"), 0.5);
        Track cut = find(new TrackQuery.Link(web.url("/files/truncated-steps%20eggplant.flac")));
        assertThat(cut.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_100));
        assertThatThrownBy(() -> http.send(media(cut.id(), ""), BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aReaderThatLeavesEndsTheChild() throws Exception {
        Track track = find(new TrackQuery.Text("longplay"));
        HttpResponse<InputStream> response = http.send(media(track.id(), ""), BodyHandlers.ofInputStream());
        assertThat(response.body().read()).isNotNegative();
        assertThat(streams()).isEqualTo(1);
        assertThat(children()).isEqualTo(1);

        response.body().close();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(streams()).isZero();
            assertThat(children()).isZero();
        });
    }

    private double streams() {
        return meters.get("muzon.media.streams").gauge().value();
    }

    private static long children() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/ffmpeg"))
                .count();
    }
}
