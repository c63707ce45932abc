package dev.muzon.confinement;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launcher that starts children within their {@link Reach}. It is unpacked once per process. */
public final class Confinement {
    /** The first version of Landlock that closes TCP, of Linux 6.7. */
    private static final int CLOSES_TCP = 4;

    private static final Logger log = LoggerFactory.getLogger(Confinement.class);
    private static final String RESOURCE = "/native/muzon-confine";
    private static final int ATTEMPTS = 5;
    private static final long FIRST_RUN_SECONDS = 20;

    /** The paths that every start reads: programs, since some are scripts, the linker's libraries, settings of the C library. */
    private static final List<Path> SYSTEM = List.of(
            Path.of("/bin"),
            Path.of("/usr/bin"),
            Path.of("/lib"),
            Path.of("/lib64"),
            Path.of("/usr/lib"),
            Path.of("/usr/lib64"),
            Path.of("/usr/local/lib"),
            Path.of("/etc/ld.so.cache"),
            Path.of("/sys/devices/system/cpu"),
            Path.of("/dev/null"),
            Path.of("/dev/urandom"));

    private static final class Loaded {
        static final Confinement INSTANCE = load();
    }

    private final Path launcher;
    private final int landlock;

    private Confinement(Path launcher, int landlock) {
        this.launcher = launcher;
        this.landlock = landlock;
    }

    /**
     * Returns the launcher of this process. What the kernel cannot close is said in the log the first time.
     *
     * @throws UncheckedIOException when it cannot be unpacked or does not run
     */
    public static Confinement ofThisProcess() {
        return Loaded.INSTANCE;
    }

    private static Confinement load() {
        try {
            Path launcher = unpack();
            int landlock = answer(launcher, "--landlock");
            if (landlock == 0) {
                log.warn("Children are not confined to their files and ports: this kernel has no Landlock");
            } else if (landlock < CLOSES_TCP) {
                log.warn("Children are not confined to their ports: Landlock {} closes files only", landlock);
            }
            if (answer(launcher, "--gives-way") == 0) {
                log.info("Children get as much of the processors as this service: the system refuses nice");
            }
            return new Confinement(launcher, landlock);
        } catch (IOException e) {
            throw new UncheckedIOException("the launcher that confines children does not run: " + e.getMessage(), e);
        }
    }

    private static Path unpack() throws IOException {
        try (InputStream program = Confinement.class.getResourceAsStream(RESOURCE)) {
            if (program == null) {
                throw new FileNotFoundException(RESOURCE + " is not in the jar: it was built without g++");
            }
            Path launcher = Files.createTempFile(
                    "muzon-confine-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            launcher.toFile().deleteOnExit();
            Files.write(launcher, program.readAllBytes());
            return launcher;
        }
    }

    private static int answer(Path launcher, String question) throws IOException {
        Process process = firstRun(launcher, question);
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!process.waitFor(FIRST_RUN_SECONDS, TimeUnit.SECONDS) || !answer.matches("\\d{1,4}")) {
                throw new IOException("it answered \"" + answer + "\"");
            }
            return Integer.parseInt(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while trying it", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts it. Another thread that forks at this moment may hold the file open for writing for an instant. */
    private static Process firstRun(Path launcher, String question) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return new ProcessBuilder(launcher.toString(), question).start();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Returns whether children are confined to their files. */
    public boolean closesFiles() {
        return landlock > 0;
    }

    /** Returns whether children are confined to their files and ports. */
    public boolean complete() {
        return landlock >= CLOSES_TCP;
    }

    /**
     * Returns the command that runs a program within its reach.
     *
     * @param program the command, its first word an absolute path
     * @param folders of the program, its libraries included
     */
    public List<String> around(List<String> program, List<Path> folders, Reach reach) {
        return around(List.of(), program, folders, reach);
    }

    /**
     * Does the same as {@link #around(List, List, Reach)} for a program that is killed when it has computed too long.
     *
     * @param computing seconds of the processors, not of the clock
     */
    public List<String> around(List<String> program, List<Path> folders, Reach reach, Duration computing) {
        return around(List.of("--cpu", Long.toString(Math.max(1, computing.toSeconds()))), program, folders, reach);
    }

    /** Does the same as {@link #around(List, List, Reach)} with other bounds than the launcher's own. */
    public List<String> around(List<String> program, List<Path> folders, Reach reach, Bounds bounds) {
        List<String> options =
                List.of("--memory", Long.toString(bounds.memory()), "--nicer", Integer.toString(bounds.nicer()));
        return around(options, program, folders, reach);
    }

    private List<String> around(List<String> options, List<String> program, List<Path> folders, Reach reach) {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(options);
        if (reach.everything()) {
            command.add("--everything");
        } else {
            for (List<Path> readable : List.of(SYSTEM, folders, reach.files())) {
                readable.forEach(path ->
                        command.addAll(List.of("--read", path.toAbsolutePath().toString())));
            }
            reach.ports().forEach(port -> command.addAll(List.of("--port", port.toString())));
        }
        command.add("--");
        command.addAll(program);
        return command;
    }
}
