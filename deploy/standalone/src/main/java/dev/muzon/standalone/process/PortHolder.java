package dev.muzon.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that listens on a TCP port of this network namespace, as the kernel's tables in {@code /proc} tell.
 *
 * @param command its short name, {@code java} for example
 */
public record PortHolder(long pid, String command) {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENS = "0A";

    /**
     * Finds the process that listens on a port.
     *
     * @return empty when nobody does, or when its owner is another user whose processes cannot be seen
     */
    public static Optional<PortHolder> of(int port) {
        Set<String> sockets = listening(PROC.resolve("self"), port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> holdsOne(process, sockets))
                    .findFirst()
                    .map(process ->
                            new PortHolder(Long.parseLong(process.getFileName().toString()), command(process)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /**
     * Tells whether another process than this one listens on the port. Where the kernel does not tell who listens,
     * nobody does.
     */
    static boolean isOtherThan(long pid, int port) {
        Path process = PROC.resolve(Long.toString(pid));
        Set<String> sockets = listening(process, port);
        return !sockets.isEmpty() && !holdsOne(process, sockets);
    }

    /** Returns the sockets that listen on the port, in the network namespace of the process, as its links name them. */
    private static Set<String> listening(Path process, int port) {
        String suffix = ":%04X".formatted(port);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(process.resolve("net").resolve(table)))
                .map(line -> BLANKS.split(line.strip(), INODE + 2))
                .filter(row -> row.length > INODE && row[STATE].equals(LISTENS) && row[LOCAL].endsWith(suffix))
                .map(row -> "socket:[" + row[INODE] + "]")
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException _) {
            return Stream.empty(); // a kernel without IPv6, or a process that has ended
        }
    }

    private static boolean holdsOne(Path process, Set<String> sockets) {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.anyMatch(link -> sockets.contains(target(link)));
        } catch (IOException _) {
            return false; // it has ended, or is another user's
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return ""; // closed meanwhile
        }
    }

    private static String command(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException _) {
            return "?";
        }
    }
}
