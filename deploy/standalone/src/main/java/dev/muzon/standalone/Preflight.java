package dev.muzon.standalone;

import dev.muzon.standalone.process.DiskRoom;
import dev.muzon.standalone.process.PortHolder;
import dev.muzon.standalone.suite.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks of what would make a start fail, before anything starts. Each names who or what stands in the way. */
final class Preflight {
    /** The remedy for a port of the services that is taken. */
    static final String FREE_PORTS =
            "end that process: the ports are fixed. \"./muzon stop\" ends an earlier run or demo"
                    + " of Muzon, and your own database, named in MONGO_DB_URI, frees the port of mongo";

    private Preflight() {}

    /**
     * Refuses to start what is not built.
     *
     * @throws RefusedException naming what is missing
     */
    static void requireBuilt(Installation installation) throws RefusedException {
        List<Path> missing = installation.missing();
        if (!missing.isEmpty()) {
            throw RefusedException.atPresent(
                    "Not built yet: " + missing.getFirst() + " is not there. \"./muzon build\" makes it.");
        }
    }

    /**
     * Refuses a disk that is too full for a start.
     *
     * @param folder of the run. It need not exist
     * @param bytes that the start writes there
     * @throws RefusedException with what is needed and what is free
     */
    static void requireRoom(Path folder, long bytes) throws IOException, RefusedException {
        DiskRoom room = DiskRoom.of(folder);
        if (room.free() < bytes) {
            throw RefusedException.atPresent(
                    "The disk of %s is full: %d MB are needed, %d MB are free. Free some, or name a folder on another disk with --state. Nothing was started."
                            .formatted(folder, DiskRoom.megabytes(bytes), room.megabytes()));
        }
    }

    /**
     * Refuses settings that the services would not start with.
     *
     * @param problems in the services' words
     * @param remedy what the operator does about them
     * @throws RefusedException with all problems
     */
    static void requireRight(List<String> problems, String remedy) throws RefusedException {
        if (!problems.isEmpty()) {
            throw RefusedException.asGiven("The settings have %s:%n%s%nNothing was started. %s."
                    .formatted(count(problems.size()), String.join("\n", problems), remedy));
        }
    }

    /**
     * Refuses a music folder that is not there.
     *
     * @param remedy what to do about it
     * @throws RefusedException when it is not a folder
     */
    static void requireMusic(Path folder, String remedy) throws RefusedException {
        Optional<String> missing = missingMusic(folder);
        if (missing.isPresent()) {
            throw RefusedException.asGiven(missing.get() + ": " + remedy + ".");
        }
    }

    /** Says that a music folder is not there, empty when it is. */
    static Optional<String> missingMusic(Path folder) {
        return Files.isDirectory(folder)
                ? Optional.empty()
                : Optional.of("The music folder " + folder + (Files.exists(folder) ? " is a file" : " does not exist"));
    }

    /** Counts problems in words. */
    static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }

    /**
     * Refuses ports that are taken.
     *
     * @param ports by the name of the process that needs them
     * @param remedy what to do about it
     * @throws RefusedException naming each port that is taken, and who has it
     */
    static void requireFree(InetAddress address, Map<Integer, String> ports, String remedy) throws RefusedException {
        requireNone(taken(address, ports).toList(), remedy);
    }

    /** Says who has ports of an address, for each that is taken. */
    static Stream<String> taken(InetAddress address, Map<Integer, String> ports) {
        return ports.entrySet().stream().flatMap(port -> taken(address, port.getKey(), port.getValue()).stream());
    }

    /**
     * Refuses ports that are taken.
     *
     * @param taken who has them, in words
     * @param remedy what to do about it
     * @throws RefusedException naming all
     */
    static void requireNone(List<String> taken, String remedy) throws RefusedException {
        if (!taken.isEmpty()) {
            throw RefusedException.atPresent(
                    String.join("\n", taken) + "\nNothing was started. What to do: " + remedy + ".");
        }
    }

    /**
     * Says who has a port.
     *
     * @return empty when it is free
     */
    static Optional<String> taken(InetAddress address, int port, String user) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return Optional.empty();
        } catch (IOException e) {
            String who = PortHolder.of(port)
                    .map(holder -> "is in use by pid " + holder.pid() + " (" + holder.command() + ")")
                    .orElseGet(
                            () -> "cannot be opened (" + e.getMessage() + "), perhaps another user's process has it");
            return Optional.of("Port %d of %s %s.".formatted(port, user, who));
        }
    }
}
