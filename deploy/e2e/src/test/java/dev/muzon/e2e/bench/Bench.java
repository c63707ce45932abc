package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.RunningSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The program behind {@code ./muzon bench}. It starts a suite, measures what the targets promise, prints a table and
 * writes it as JSON. Arguments choose measurements by name. Without any all run but the longest.
 */
public final class Bench {
    /** Off, because Telegram's limits on a bot are not measured here. */
    private static final Map<String, String> UNLIMITED = Map.of(
            "MUZON_OUTBOX_CHAT_COUNT", "10000",
            "MUZON_OUTBOX_GROUP_COUNT", "10000",
            "MUZON_OUTBOX_OVERALL_COUNT", "10000",
            "MUZON_THROTTLING_COMMANDS_COUNT", "10000");

    private static final double START_TARGET_SECONDS = 25;
    private static final double MEMORY_TARGET_MEGABYTES = 900;

    /** They take many minutes, or a suite with other settings. */
    private static final Set<String> ON_REQUEST =
            Set.of("store", "sources", "silent", "channels", "many", "soak", "recovery");

    private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

    static {
        MEASUREMENTS.put("memory", new IdleMemory("idle", MEMORY_TARGET_MEGABYTES));
        MEASUREMENTS.put("reply", new ReplyTime());
        MEASUREMENTS.put("add-channel", new AddChannelTime());
        MEASUREMENTS.put("notes", new NoteTime());
        MEASUREMENTS.put("play", FirstPacket.fromIdle());
        MEASUREMENTS.put("again", FirstPacket.callUp());
        MEASUREMENTS.put("gap", new Transitions());
        MEASUREMENTS.put("queue", new QueueLatency());
        MEASUREMENTS.put("library", new LibrarySearch());
        MEASUREMENTS.put("renewal", new Renewal());
        MEASUREMENTS.put("calls", new TenCalls());
        MEASUREMENTS.put("store", new StoreCommands());
        MEASUREMENTS.put("sources", new Sources());
        MEASUREMENTS.put("silent", new SilentSources());
        MEASUREMENTS.put("memory-after", new IdleMemory("after all", MEMORY_TARGET_MEGABYTES));
        MEASUREMENTS.put("channels", new ManyChannels());
        MEASUREMENTS.put("many", new ManyCalls());
        MEASUREMENTS.put("soak", new Soak());
        MEASUREMENTS.put("recovery", new Recovery());
    }

    private Bench() {}

    public static void main(String[] chosen) throws IOException, InterruptedException {
        List<String> names = chosen.length == 0
                ? MEASUREMENTS.keySet().stream()
                        .filter(name -> !ON_REQUEST.contains(name))
                        .toList()
                : List.of(chosen);
        if (!MEASUREMENTS.keySet().containsAll(names)) {
            System.err.println("Measurements: " + String.join(", ", MEASUREMENTS.keySet()));
            System.exit(2);
        }
        Path target = RunningSuite.root().resolve("deploy/e2e/target");
        Path state = target.resolve("bench");
        Path library = target.resolve("bench-library");
        List<Result> results = new ArrayList<>();
        boolean failed = false;
        try {
            Repertoire.in(library);
            Map<String, String> settings = new HashMap<>(UNLIMITED);
            for (String name : names) {
                settings.putAll(MEASUREMENTS.get(name).settings());
                MEASUREMENTS.get(name).addTo(library);
            }
            System.out.println("Starting a suite …");
            try (RunningSuite suite = started(state, settings, List.of("--fresh", "--library", library.toString()))) {
                Report.head();
                add(
                        results,
                        Result.single(
                                "suite ready",
                                "s",
                                suite.startTime().toMillis() / 1000.0,
                                START_TARGET_SECONDS,
                                "already built, not the first start"));
                MeasuredSuite measured = new MeasuredSuite(suite);
                for (String name : names) {
                    failed |= !measured(name, measured, results);
                }
            }
        } finally {
            Report.write(target.resolve("bench.json"), results);
            if (failed) {
                System.out.println("The logs are kept in " + kept(state.resolve("logs"), target.resolve("bench-logs")));
            }
            delete(state);
            delete(library);
        }
        Verdict verdict = Verdict.of(results, failed);
        System.out.println(verdict.words());
        System.exit(verdict.status());
    }

    /** Starts a suite, a second time if the first start had to make application images: that one does not count. */
    private static RunningSuite started(Path state, Map<String, String> settings, List<String> options)
            throws IOException, InterruptedException {
        List<Path> before = ServiceJava.images();
        RunningSuite suite = RunningSuite.start(state, settings, options);
        if (before.equals(ServiceJava.images())) {
            return suite;
        }
        suite.close();
        return RunningSuite.start(state, settings, options);
    }

    /** Runs one measurement. A failure does not lose the others' numbers. */
    private static boolean measured(String name, MeasuredSuite measured, List<Result> results)
            throws IOException, InterruptedException {
        try {
            MEASUREMENTS.get(name).on(measured).forEach(result -> add(results, result));
            return true;
        } catch (AssertionError | RuntimeException e) {
            System.out.println(name + " could not be measured: " + e);
            return false;
        }
    }

    private static void add(List<Result> results, Result result) {
        results.add(result);
        Report.print(result);
    }

    /** Moves the logs out of the way of the next run. They say why something could not be measured. */
    private static Path kept(Path logs, Path place) throws IOException {
        delete(place);
        return Files.move(logs, place);
    }

    /** Links are removed, not followed: the application images behind one serve the next run. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
