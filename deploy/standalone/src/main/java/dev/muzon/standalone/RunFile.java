package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessState;
import dev.muzon.standalone.process.ProcessView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file in which a run tells other terminals how it is. A file works between network namespaces, where no port does.
 * It counts only while {@link FolderLock} is held.
 */
final class RunFile implements AutoCloseable {
    static final String FILE = "run.json";
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Path draft;
    private final Instant since;
    private final String command;
    private final Map<String, RunRecord.Entry> processes = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Set<String> upcoming = new LinkedHashSet<>();
    private @Nullable String next;
    private @Nullable String loginPage;
    private RunRecord.@Nullable Upcoming prepared;
    private boolean closed;
    /** Writes once more what could not be written, null while nothing waits for it. */
    private @Nullable Thread writer;

    RunFile(Path folder, String command, Instant since) {
        this.file = folder.resolve(FILE);
        this.draft = draft(folder);
        this.command = command;
        this.since = since;
    }

    /** Reads what a run in this folder told last. */
    static Optional<RunRecord> read(Path folder) {
        return parsed(folder.resolve(FILE));
    }

    private static Optional<RunRecord> parsed(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), RunRecord.class))
                    : Optional.empty();
        } catch (IOException | JacksonException _) {
            return Optional.empty(); // it ended just now, or an older version wrote it
        }
    }

    private static Path draft(Path folder) {
        return folder.resolve(FILE + ".tmp");
    }

    /**
     * Says that the run has changed since it could be read last: its file could not be written.
     *
     * @return a sentence with the time that {@link #read} is of, empty while the file is the newest
     */
    static Optional<String> behind(Path folder) {
        Path draft = draft(folder);
        if (!Files.exists(draft) || parsed(draft).isPresent()) {
            return Optional.empty(); // a whole one takes its place at this moment
        }
        String time;
        try {
            time = "is of "
                    + RunRecord.time(
                            Files.getLastModifiedTime(folder.resolve(FILE)).toInstant());
        } catch (IOException _) {
            time = "is not known"; // nothing of it was ever written
        }
        return Optional.of("What is told here " + time + ": nothing newer could be written into " + folder + ".");
    }

    /**
     * Notes the processes that are going to start.
     *
     * @param named their ports by their names
     */
    synchronized void expects(Map<String, Integer> named) {
        ports.putAll(named);
        upcoming.addAll(named.keySet());
        write();
    }

    /**
     * Notes what is being made for a process, so that it can start.
     *
     * @param waitsFor in words
     */
    synchronized void prepares(String name, String waitsFor) {
        prepared = new RunRecord.Upcoming(name, waitsFor);
        write();
    }

    /** Notes a process's new state. Being ready ends its trouble. */
    synchronized void changed(ProcessView process) {
        upcoming.remove(process.name());
        RunRecord.Entry before = processes.get(process.name());
        boolean ready = process.state() == ProcessState.READY;
        processes.put(process.name(), new RunRecord.Entry(process, ready || before == null ? null : before.trouble()));
        write();
    }

    /** Notes what went wrong with a process. */
    synchronized void trouble(String name, String words) {
        processes.computeIfPresent(name, (_, entry) -> new RunRecord.Entry(entry.process(), words));
        write();
    }

    /** Notes that everything is ready, and what a person does next. */
    synchronized void ready(String words) {
        next = words;
        write();
    }

    /** Notes the newest link to the login page. Each start of assistant-service has another one. */
    synchronized void loginPage(String link) {
        loginPage = link;
        write();
    }

    /**
     * Writes by renaming, so that a reader never sees half of it. A full disk costs the view from outside only: a draft
     * tells {@link #behind} of it, and it is tried again.
     */
    synchronized void write() {
        if (closed || isWritten() || writer != null) {
            return;
        }
        writer = Thread.ofVirtual().name("run-file").start(this::writeAgain);
    }

    private void writeAgain() {
        try {
            do {
                Thread.sleep(RETRY);
            } while (!isOver());
        } catch (InterruptedException _) {
            // The run ends.
        }
    }

    private synchronized boolean isOver() {
        boolean over = closed || isWritten();
        if (over) {
            writer = null;
        }
        return over;
    }

    private boolean isWritten() {
        RunRecord record = new RunRecord(
                ProcessHandle.current().pid(),
                since,
                command,
                LauncherVersion.here().orElse(null),
                next,
                loginPage,
                List.copyOf(processes.values()),
                upcoming.stream().map(this::upcoming).toList(),
                Map.copyOf(ports));
        try {
            Files.write(draft, JSON.writeValueAsBytes(record));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private RunRecord.Upcoming upcoming(String name) {
        return prepared != null && prepared.name().equals(name) ? prepared : new RunRecord.Upcoming(name, null);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (writer != null) {
            writer.interrupt();
        }
        Files.deleteIfExists(file);
        Files.deleteIfExists(draft);
    }
}
