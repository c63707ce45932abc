package dev.muzon.standalone;

import dev.muzon.standalone.process.DiskRoom;
import dev.muzon.standalone.process.PortHolder;
import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.Port;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of what would make a start fail, before anything starts. Each names who or what stands in the way. */
final class Preflight {
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
        Optional<String> lack = DiskRoom.lack(folder, bytes);
        if (lack.isPresent()) {
            throw RefusedException.atPresent(lack.get() + ". " + DiskRoom.REMEDY + " Nothing was started.");
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
     * Refuses ports of a run against Telegram that are taken.
     *
     * @throws RefusedException naming each port that is taken, and who has it
     */
    static void requireFree(List<Port> ports) throws RefusedException {
        List<Port> taken =
                ports.stream().filter(port -> taken(port).isPresent()).toList();
        requireNone(taken(taken).toList(), freePorts(taken));
    }

    /** Says what to do about ports of a run against Telegram that are taken. */
    static String freePorts(List<Port> taken) {
        String moves = taken.stream()
                .filter(port -> !port.setting().isEmpty())
                .map(port -> port.user() + " to another port with " + port.setting())
                .collect(Collectors.joining(" and "));
        boolean fixed = taken.stream().anyMatch(port -> port.setting().isEmpty());
        return "end that process" + (moves.isEmpty() ? "" : ", or move " + moves)
                + (fixed ? ": the ports of the services are fixed" : "")
                + ". \"./muzon stop\" ends an earlier run or demo of Muzon";
    }

    /** Says who has ports, for each that is taken. */
    static Stream<String> taken(List<Port> ports) {
        return ports.stream().flatMap(port -> taken(port).stream());
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
    static Optional<String> taken(Port port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port.address(), port.number()));
            return Optional.empty();
        } catch (IOException e) {
            String who = PortHolder.of(port.number())
                    .map(holder -> "is in use by pid " + holder.pid() + " (" + holder.command() + ")")
                    .orElseGet(
                            () -> "cannot be opened (" + e.getMessage() + "), perhaps another user's process has it");
            return Optional.of("Port %d of %s %s.".formatted(port.number(), port.user(), who));
        }
    }
}
