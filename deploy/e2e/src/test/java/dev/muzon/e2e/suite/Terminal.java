package dev.muzon.e2e.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An operator's terminal in some folder: commands of {@code ./muzon}, and what they print and end with. */
public final class Terminal {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path folder;
    private final UnaryOperator<List<String>> place;

    /**
     * Opens one.
     *
     * @param folder where the operator stands
     * @param place puts a command where it runs, into a network namespace for example
     */
    public Terminal(Path folder, UnaryOperator<List<String>> place) {
        this.folder = folder;
        this.place = place;
    }

    /**
     * The end of a command.
     *
     * @param output of both kinds
     */
    public record Ended(int code, String output) {
        public List<String> lines() {
            return output.lines().toList();
        }
    }

    /** Runs a command of {@code ./muzon} to its end. */
    public Ended muzon(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(RunningSuite.supervisor());
        command.addAll(List.of(arguments));
        return ended(start(command));
    }

    /** Runs any other command to its end. */
    public Ended run(String... command) throws IOException, InterruptedException {
        return ended(start(List.of(command)));
    }

    private static Ended ended(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /**
     * Starts {@code ./muzon up} and waits until it is ready.
     *
     * @param state folder for its data. Application images are shared with the other suites
     */
    public Up up(Path env, Path state) throws IOException, InterruptedException {
        RunningSuite.prepare(state);
        List<String> command = new ArrayList<>(RunningSuite.supervisor());
        command.addAll(List.of("up", "--env", env.toString(), "--state", state.toString()));
        return Up.ready(start(command));
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(place.apply(command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MUZON_"));
        return builder.start();
    }

    /** Returns the texts in a zip file by their names. */
    public static Map<String, String> zipped(Path file) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (var zip = new ZipInputStream(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                texts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** Returns the names and sizes of everything below a folder, the images left out. Empty when it is not there. */
    public static List<String> tree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            List<String> tree = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (!name.isEmpty() && !name.startsWith("images")) {
                    tree.add(Files.isDirectory(file) ? name : name + " " + Files.size(file));
                }
            }
            return tree;
        }
    }

    /** A run of {@code ./muzon up} in this terminal. Closing it ends it as Ctrl+C does. */
    public static final class Up implements AutoCloseable {
        private final Process process;
        private final List<String> said;

        private Up(Process process, List<String> said) {
            this.process = process;
            this.said = said;
        }

        static Up ready(Process process) throws IOException {
            List<String> said = new ArrayList<>();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            String line = lines.readLine();
            while (line != null && !line.contains("Ready after")) {
                said.add(line);
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException("it ended: " + said);
            }
            said.add(line);
            return new Up(process, said);
        }

        /** Returns what it printed until it was ready. */
        public List<String> said() {
            return List.copyOf(said);
        }

        public long pid() {
            return process.pid();
        }

        /** Waits for its end. */
        public int exitCode() throws InterruptedException {
            return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
