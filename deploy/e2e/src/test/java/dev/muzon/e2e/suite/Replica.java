package dev.muzon.e2e.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A second instance of a service, beside the one that the suite supervises. It is the same program with the same
 * settings on another port. Closing it kills it.
 */
public final class Replica implements AutoCloseable {
    private static final String TEMPORARY = "-Djava.io.tmpdir=";

    private final RunningSuite suite;
    private final Process process;
    private final int port;

    private Replica(RunningSuite suite, Process process, int port) {
        this.suite = suite;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a copy.
     *
     * @param original process id of the one to copy
     */
    static Replica of(RunningSuite suite, long original, int port, Path log) throws IOException {
        // The copy dies together with this process.
        List<String> argv = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        words(original, "cmdline")
                .forEach(word ->
                        argv.add(word.startsWith(TEMPORARY) ? TEMPORARY + System.getProperty("java.io.tmpdir") : word));
        ProcessBuilder builder = suite.insideCommand(argv.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        for (String setting : words(original, "environ")) {
            String[] named = setting.split("=", 2);
            builder.environment().put(named[0], named[1]);
        }
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("MUZON_CONSOLE_PORT", "0");
        return new Replica(suite, builder.start(), port);
    }

    private static List<String> words(long pid, String file) throws IOException {
        String words = Files.readString(Path.of("/proc", Long.toString(pid), file));
        return Arrays.stream(words.split("\0", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    public boolean ready() throws IOException, InterruptedException {
        return suite.inside("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", url("readyz"))
                .equals("200");
    }

    /** Returns how many updates it has received from Telegram. */
    public long updates() throws IOException, InterruptedException {
        return suite.inside("curl", "-s", url("actuator/prometheus"))
                .lines()
                .filter(line -> line.startsWith("muzon_updates_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + "/" + path;
    }

    /** Ends it in good order, as Kubernetes does. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
