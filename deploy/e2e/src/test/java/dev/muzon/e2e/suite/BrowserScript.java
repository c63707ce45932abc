package dev.muzon.e2e.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A script for Node.js that drives Debian's Chromium, with what it needs from npm beside it. */
public final class BrowserScript {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    private final Path folder;
    private final String script;
    private final UnaryOperator<List<String>> place;

    private BrowserScript(Path folder, String script, UnaryOperator<List<String>> place) {
        this.folder = folder;
        this.script = script;
        this.place = place;
    }

    /**
     * The end of a script.
     *
     * @param output of both kinds
     */
    public record Outcome(int exitCode, String output) {}

    /** Tells whether a browser is installed. */
    public static boolean possible() {
        return Files.isExecutable(CHROMIUM);
    }

    /**
     * Installs the locked packages, unless they are there.
     *
     * @param folder with package.json and its lock
     * @throws IOException when something is missing on this machine, with what to do
     */
    public static BrowserScript install(Path folder, String script) throws IOException, InterruptedException {
        BrowserScript installed = new BrowserScript(folder, script, command -> command);
        if (!installed.fresh()) {
            Outcome outcome = installed.execute(
                    List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
            if (outcome.exitCode() != 0) {
                throw new IOException("npm ci in " + folder + " failed: " + outcome.output());
            }
        }
        return installed;
    }

    /** Returns the same script for a browser that runs elsewhere, in a network namespace for example. */
    BrowserScript in(UnaryOperator<List<String>> elsewhere) {
        return new BrowserScript(folder, script, elsewhere);
    }

    /** Returns whether the packages are those of the lock: npm's own marker is newer then. */
    private boolean fresh() throws IOException {
        Path marker = folder.resolve("node_modules/.package-lock.json");
        return Files.exists(marker)
                && Files.getLastModifiedTime(marker)
                                .compareTo(Files.getLastModifiedTime(folder.resolve("package-lock.json")))
                        > 0;
    }

    public Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    /** Starts it without waiting. Its errors go where this process's go. */
    Process begin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return start(builder(command).redirectErrorStream(false).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private Outcome execute(List<String> command) throws IOException, InterruptedException {
        Process process = start(builder(command));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(place.apply(command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("CHROMIUM", CHROMIUM.toString());
        // Otherwise Chromium's sound leaves a folder in /tmp.
        builder.environment().put("PULSE_RUNTIME_PATH", System.getProperty("java.io.tmpdir"));
        return builder;
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            String program = builder.command().getFirst();
            throw new IOException(program + " is missing: \"apt-get install nodejs npm\", or Node.js 20 or newer.", e);
        }
    }
}
