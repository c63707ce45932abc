package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One account with 500 channels and 100,000 posts, or as many channels as {@code MUZON_BENCH_CHANNELS} says. Measured are
 * the answers to the requests, the reading of all of them, the search over REST, and the memory of assistant-service afterwards.
 */
final class ManyChannels implements Measurement {
    private static final int CHANNELS = Integer.parseInt(System.getenv().getOrDefault("MUZON_BENCH_CHANNELS", "500"));

    private static final int POSTS_OF_EACH = 200;
    private static final int WORDS_OF_EACH = 12;
    private static final int VOCABULARY = 20_000;
    private static final int WARM_UP = 50;
    private static final int SEARCHES = 300;
    private static final int WRITERS = 4;
    private static final long CHAT = -7;
    private static final Duration READING = Duration.ofMinutes(20);

    /** Each look counts all posts, which the embedded server has no index for. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final double ADDING_TARGET_MILLIS = 300;
    private static final double SEARCH_TARGET_MILLIS = 100;
    private static final double MEMORY_TARGET_MEGABYTES = 300;
    private static final String ADDRESS = "http://127.0.0.1:8082/v1/channels";

    private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);

    @Override
    public Map<String, String> settings() {
        return Map.of("MUZON_CHANNELS_PER_CHAT", Integer.toString(CHANNELS));
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        RunningSuite suite = measured.suite();
        String token = Files.readString(suite.state().resolve("internal-token")).strip();
        write(measured.telegram(), measured.people().getFirst());
        Samples asked = new Samples();
        double before = Machine.residentMegabytes(measured.pid("assistant-service"));
        long began = System.nanoTime();
        curl(
                        suite,
                        token,
                        CHANNELS,
                        i -> "-H 'Content-Type: application/json' -d '{\"address\":\"@bench_channel_" + i + "\"}' '"
                                + ADDRESS + "?chat=" + CHAT + "'")
                .forEach(seconds -> asked.add(seconds * 1000));
        await("all channels are read")
                .atMost(READING)
                .pollInterval(LOOK)
                .until(() -> posts(suite, token) >= CHANNELS * POSTS_OF_EACH);
        double read = (System.nanoTime() - began) / 1e9;
        Samples times = new Samples();
        curl(
                        suite,
                        token,
                        WARM_UP + SEARCHES,
                        _ -> "'" + ADDRESS + "/posts?limit=10&chat=" + CHAT + "&q=" + word() + "'")
                .skip(WARM_UP)
                .forEach(seconds -> times.add(seconds * 1000));
        String posts = String.format(Locale.ROOT, "%,d posts", CHANNELS * POSTS_OF_EACH);
        return List.of(
                Result.single(
                        CHANNELS + " channels, " + posts + " read",
                        "s",
                        read,
                        null,
                        "one account, from the requests on"),
                Result.p99(
                        "a channel asked for, to its answer",
                        "ms",
                        asked,
                        ADDING_TARGET_MILLIS,
                        "over REST, one after the other, while those before are read"),
                Result.p99(
                        "search in " + posts,
                        "ms",
                        times,
                        SEARCH_TARGET_MILLIS,
                        "over REST, a word that one post in three to one in thousands has"),
                Result.single("memory before the channels", "MB", before, null, "assistant-service, resident"),
                Result.single(
                        "memory with " + CHANNELS + " channels",
                        "MB",
                        Machine.residentMegabytes(measured.pid("assistant-service")),
                        MEMORY_TARGET_MEGABYTES,
                        "assistant-service, resident"));
    }

    /** Makes the channels and writes their posts, several at a time. */
    private void write(Telegram telegram, long owner) throws InterruptedException {
        List<String> texts = IntStream.range(0, POSTS_OF_EACH * WRITERS)
                .mapToObj(_ -> Stream.generate(this::word).limit(WORDS_OF_EACH).collect(Collectors.joining(" ")))
                .toList();
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> written = new ArrayList<>();
            for (int i = 0; i < CHANNELS; i++) {
                int number = i;
                written.add(writers.submit(() -> channel(telegram, owner, number, texts)));
            }
            for (Future<?> one : written) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    throw new AssertionError("a channel was not written", e);
                }
            }
        }
    }

    private static void channel(Telegram telegram, long owner, int number, List<String> texts) {
        long id = telegram.post(
                        "sandbox/channels",
                        Map.of("as", owner, "title", "Bench " + number, "username", "bench_channel_" + number))
                .path("id")
                .longValue();
        for (int i = 0; i < POSTS_OF_EACH; i++) {
            telegram.say(id, owner, texts.get((number + i * WRITERS) % texts.size()));
        }
    }

    /** Returns a word. Some are much more frequent than others. */
    private String word() {
        return "w" + (int) (VOCABULARY * Math.pow(random.nextDouble(), 3));
    }

    private static int posts(RunningSuite suite, String token) throws IOException, InterruptedException {
        String list = suite.inside("curl", "-s", "-H", "Authorization: Bearer " + token, ADDRESS + "?chat=" + CHAT);
        return JsonMapper.shared()
                .readTree(list)
                .valueStream()
                .mapToInt(channel -> channel.path("posts").asInt(0))
                .sum();
    }

    /** Sends requests one after the other on one connection. Returns the seconds of each. */
    private static Stream<Double> curl(RunningSuite suite, String token, int count, IntFunction<String> request)
            throws IOException, InterruptedException {
        String common = "-s -o /dev/null -w '%{http_code} %{time_total}\\n' -H 'Authorization: Bearer " + token + "' ";
        String all = IntStream.range(0, count)
                .mapToObj(i -> common + request.apply(i))
                .collect(Collectors.joining(" --next ", "curl ", "\n"));
        Path script = Files.createTempFile(suite.state(), "requests", ".sh");
        Files.write(script, all.getBytes(StandardCharsets.UTF_8));
        List<Double> seconds = suite.inside("sh", script.toString())
                .lines()
                .filter(line -> line.startsWith("20"))
                .map(line -> Double.valueOf(line.substring(4)))
                .toList();
        Files.delete(script);
        if (seconds.size() != count) {
            throw new AssertionError("only " + seconds.size() + " of " + count + " requests were answered");
        }
        return seconds.stream();
    }
}
