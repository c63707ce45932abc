package dev.muzon.embeddedmongo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as operators run it: a child JVM. Closing it kills it. */
record ServerProcess(Process process, BufferedReader output) implements AutoCloseable {
    private static final Pattern URI = Pattern.compile("mongodb://[\\d.:]+");

    /** @param prefix a command that runs the server, such as {@code prlimit} */
    static ServerProcess start(int port, Path data, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedMongoApplication.class.getName(),
                Integer.toString(port),
                data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ServerProcess(process, process.inputReader());
    }

    /** Waits for the line that says where it listens. */
    String awaitUri() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher uri = URI.matcher(line);
            if (uri.find()) {
                return uri.group();
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the server ended without a word of being ready:\n" + said);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
