package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.YouTube;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.youtube.FakeYouTube;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The time from a request to its sound in extractor-service, for each way to find music. Its neighbours and the web are
 * on this machine. A YouTube stands in for the real one, the yt-dlp that reads it is the real one.
 */
final class Sources implements Measurement {
    private static final int TIMES = 20;
    private static final int PAGES = Integer.parseInt(System.getenv().getOrDefault("MUZON_BENCH_PAGES", "500"));
    private static final int AT_ONCE = 100;
    private static final double ANSWER_TARGET_MILLIS = 150;
    private static final double SOUND_TARGET_MILLIS = 250;
    private static final double SEEK_TARGET_MILLIS = 300;
    private static final double READ_TARGET_MILLIS = 150;
    private static final double GROWTH_TARGET_MEGABYTES = 8;
    private static final Duration SONG = Duration.ofMinutes(4);
    private static final Duration MARATHON = Duration.ofHours(3);

    private static final String VIDEO = "bench%06d";

    private static final Path FOLDER = RunningSuite.root().resolve("deploy/e2e/target/bench-web");

    /** The YouTube and the web beside it. */
    private record World(FakeYouTube youTube, HttpServer web, AtomicInteger requests, String link)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            youTube.close();
            web.stop(0);
        }
    }

    @Override
    public Map<String, String> settings() throws IOException, InterruptedException {
        return YouTube.in(FOLDER).settings();
    }

    @Override
    public void addTo(Path library) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Ffmpeg ffmpeg = Ffmpeg.locate();
        Path song = new TestTones(ffmpeg, FOLDER).tone("song", Format.MP3, 440, SONG);
        new TestTones(ffmpeg, FOLDER).tone("video", Format.WEBM, 440, SONG);
        Files.copy(song, library.resolve("november.mp3"), StandardCopyOption.REPLACE_EXISTING);
        for (String rate : List.of("-b:a 192k", "-q:a 2")) {
            Path once = FOLDER.resolve("once.mp3");
            run(ffmpeg, "-i " + song + " -c:a libmp3lame " + rate + " -y " + once);
            run(
                    ffmpeg,
                    "-stream_loop " + (MARATHON.dividedBy(SONG) - 2) + " -i " + once + " -c copy -metadata title="
                            + (rate.startsWith("-b") ? "constantine" : "variety") + " -y "
                            + library.resolve(rate.startsWith("-b") ? "constantine.mp3" : "variety.mp3"));
        }
    }

    private static void run(Ffmpeg ffmpeg, String arguments) throws IOException, InterruptedException {
        try (FfmpegProcess process = ffmpeg.start(List.of(arguments.split(" ", -1)))) {
            process.awaitExit(Duration.ofMinutes(5));
        }
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        var extractor = new Extractor(measured.suite());
        List<Result> results = new ArrayList<>();
        try (World world = open(measured.suite())) {
            links(extractor, world, results);
            seeks(extractor, results);
            pages(measured, extractor, world, results);
            together(extractor, world, results);
        }
        return results;
    }

    private World open(RunningSuite suite) throws IOException, InterruptedException {
        byte[] song = Files.readAllBytes(FOLDER.resolve("song.mp3"));
        var requests = new AtomicInteger();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(suite.hostAddress()), 0), 200);
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                exchange.sendResponseHeaders(200, song.length);
                exchange.getResponseBody().write(song);
            }
        });
        web.start();
        try {
            FakeYouTube youTube = YouTube.in(FOLDER).open(suite);
            String link =
                    "http://" + suite.hostAddress() + ":" + web.getAddress().getPort() + "/song.mp3?";
            return new World(youTube, web, requests, link);
        } catch (IOException | InterruptedException | RuntimeException e) {
            web.stop(0);
            throw e;
        }
    }

    private static Map<String, String> link(String url) {
        return Map.of("by", "link", "url", url);
    }

    private static Map<String, String> words(String words) {
        return Map.of("by", "text", "text", words);
    }

    private static void links(Extractor extractor, World world, List<Result> results)
            throws IOException, InterruptedException {
        String library = found(extractor, words("november"));
        var answers = new Samples();
        var sounds = new Samples();
        var stored = new Samples();
        var own = new Samples();
        for (int i = -TIMES / 4; i < TIMES; i++) {
            Extractor.Answer answer = extractor.find(link(world.link() + i));
            double sound = extractor.play(answer.track(), "PT0S");
            double again = extractor.play(answer.track(), "PT0S");
            double disk = extractor.play(library, "PT0S");
            if (i >= 0) { // the first ones warm up
                answers.add(answer.millis());
                sounds.add(sound);
                stored.add(again);
                own.add(disk);
            }
        }
        results.add(Result.median("link to answer", "ms", answers, ANSWER_TARGET_MILLIS, "a 4-minute mp3"));
        results.add(Result.median("link to sound", "ms", sounds, SOUND_TARGET_MILLIS, "first bytes of Matroska"));
        results.add(Result.median("library to sound", "ms", own, null, "the same song"));
        results.add(Result.median(
                "cache to sound", "ms", stored, own.percentile(95), "target: as 95 % of those of the library"));
    }

    private static void seeks(Extractor extractor, List<Result> results) throws IOException, InterruptedException {
        for (String title : List.of("constantine", "variety")) {
            String track = found(extractor, words(title));
            var samples = new Samples();
            for (int i = -2; i < TIMES; i++) {
                double millis = extractor.play(track, "PT2H" + (30 + (i & 15)) + "M7.3S");
                if (i >= 0) {
                    samples.add(millis);
                }
            }
            results.add(Result.median(
                    "seek in 3 hours, " + title,
                    "ms",
                    samples,
                    SEEK_TARGET_MILLIS,
                    title.equals("variety") ? "mp3 of variable rate" : "mp3 of constant rate"));
        }
    }

    private static String found(Extractor extractor, Map<String, String> query) {
        return await("the track of " + query)
                .atMost(Duration.ofMinutes(2))
                .until(() -> extractor.find(query).track(), track -> !track.isEmpty());
    }

    private static void pages(MeasuredSuite measured, Extractor extractor, World world, List<Result> results)
            throws IOException, InterruptedException {
        byte[] sound = Files.readAllBytes(FOLDER.resolve("video.webm"));
        for (int i = 0; i < TIMES + PAGES; i++) {
            String id = VIDEO.formatted(i);
            world.youTube().video(id, "Page " + i, (int) SONG.toSeconds()).song(id, sound);
        }
        var samples = new Samples();
        double before = 0;
        Extractor.PagesRead warm = extractor.pagesRead();
        for (int i = 0; i < TIMES + PAGES; i++) {
            Extractor.Answer answer =
                    extractor.find(link("https://www.youtube.com/watch?v=" + VIDEO.formatted(i)), 100 + i);
            if (i == TIMES) { // the first ones warm up
                before = worker(measured);
                warm = extractor.pagesRead();
            }
            if (i >= TIMES) {
                samples.add(answer.millis());
            }
        }
        results.add(Result.median("page to answer", "ms", samples, null, "yt-dlp reads it, ffprobe its sound"));
        results.add(Result.single(
                "page to yt-dlp's answer",
                "ms",
                extractor.pagesRead().millisSince(warm),
                READ_TARGET_MILLIS,
                "mean of " + (PAGES - 1) + ", without JavaScript"));
        results.add(Result.single(
                "growth of the worker",
                "MB",
                worker(measured) - before,
                GROWTH_TARGET_MEGABYTES,
                "resident, over " + PAGES + " pages"));
    }

    /** Returns the resident memory of the Python worker. */
    private static double worker(MeasuredSuite measured) throws IOException {
        long pid = ProcessHandle.of(measured.pid("extractor-service"))
                .orElseThrow()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("python"))
                .mapToLong(ProcessHandle::pid)
                .min()
                .orElseThrow();
        return Machine.residentMegabytes(pid);
    }

    private static void together(Extractor extractor, World world, List<Result> results) throws InterruptedException {
        int before = world.requests().get();
        List<Callable<Extractor.Answer>> asking = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            long person = 10_000L + i;
            asking.add(() -> extractor.find(link(world.link() + "together"), person));
        }
        long answered = 0;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Extractor.Answer> answer : people.invokeAll(asking)) {
                answered += answer.resultNow().track().isEmpty() ? 0 : 1;
            }
        }
        results.add(
                Result.single("fetches of 100 requests", "", world.requests().get() - before, 1.0, "one link"));
        results.add(Result.single("answered of them", "", (double) answered, null, ""));
    }
}
