package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The services' own check of their settings, before anything starts. Each service runs only as far as its check, which
 * thus has one home.
 */
public final class SettingsCheck {
    /** Makes a service end after the check of its settings, see {@code ConfigurationValidator}. */
    private static final String ONLY_SETTINGS = "-Dmuzon.settings-only=true";

    private static final int WRONG = 78;
    private static final long LIMIT_SECONDS = 120;

    /** A problem and its remedy in the report of a service. */
    private static final Pattern PROBLEM = Pattern.compile("(?m)^ {2}- .+(?:\\R {6}.++)*+");

    private final Map<String, Subject> subjects;

    SettingsCheck(Map<String, Subject> subjects) {
        this.subjects = Map.copyOf(subjects);
    }

    /**
     * A service with its settings.
     *
     * @param image that runs
     * @param built the jar that the image is made of
     */
    record Subject(ApplicationImage image, Path built, Map<String, String> environment) {}

    /**
     * Asks all services.
     *
     * @return each problem with its remedy, once. None when all settings are right
     */
    public List<String> problems() throws IOException, InterruptedException {
        Map<String, Process> asked = new TreeMap<>();
        try {
            for (Map.Entry<String, Subject> subject : subjects.entrySet()) {
                asked.put(subject.getKey(), ask(subject.getValue()));
            }
            Set<String> problems = new LinkedHashSet<>();
            for (Map.Entry<String, Process> service : asked.entrySet()) {
                problems.addAll(answer(service.getKey(), service.getValue()));
            }
            return List.copyOf(problems);
        } finally {
            asked.values().forEach(Process::destroyForcibly);
        }
    }

    /**
     * Asks all services, unless they found nothing wrong with these very settings before.
     *
     * @param passed the file that remembers it, by a digest
     * @param asking called before they are asked, which takes a while
     */
    public List<String> problemsUnlessKnown(Path passed, Runnable asking) throws IOException, InterruptedException {
        String digest = digest();
        if (Files.exists(passed) && Files.readString(passed).equals(digest)) {
            return List.of();
        }
        asking.run();
        List<String> problems = problems();
        if (problems.isEmpty()) {
            Files.writeString(passed, digest);
        } else {
            Files.deleteIfExists(passed);
        }
        return problems;
    }

    private static Process ask(Subject subject) throws IOException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        command.addAll(subject.image().command(List.of(ONLY_SETTINGS)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(subject.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }

    private static List<String> answer(String service, Process process) throws IOException, InterruptedException {
        String output = output(process);
        int code = process.waitFor();
        if (code == 0) {
            return List.of();
        }
        List<String> problems =
                PROBLEM.matcher(output).results().map(MatchResult::group).toList();
        return code == WRONG && !problems.isEmpty()
                ? problems
                : List.of("  - %s could not check its settings and ended with %d: %s"
                        .formatted(service, code, output.strip().lines().reduce("", (_, line) -> line)));
    }

    /** Reads on another thread: an interrupt ends no read of a pipe. */
    private static String output(Process process) throws IOException, InterruptedException {
        var read = new FutureTask<>(() -> process.getInputStream().readAllBytes());
        Thread.ofVirtual().start(read);
        try {
            return new String(read.get(), StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            throw new IOException("the answer of a service cannot be read", e.getCause());
        }
    }

    private String digest() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Subject> service : new TreeMap<>(subjects).entrySet()) {
            Path jar = service.getValue().built();
            text.append(service.getKey()).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            new TreeMap<>(service.getValue().environment())
                    .forEach((name, value) ->
                            text.append('\0').append(name).append('=').append(value));
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
