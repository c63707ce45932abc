package dev.muzon.standalone.doctor;

import dev.muzon.confinement.Confinement;
import dev.muzon.standalone.isolation.NetworkNamespace;
import dev.muzon.standalone.process.DiskRoom;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks of the machine: Java, disk, memory, file handles, network interfaces, tools. */
public final class HostChecks {
    private static final int JAVA = 25;
    private static final long DISK_BYTES = 2L << 30;
    private static final long MEMORY_KILOBYTES = 1_500_000;

    /** Each voice call and each stream needs some. */
    private static final long HANDLES = 4096;

    private static final Path PROC = Path.of("/proc");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private HostChecks() {}

    /** Lists the checks of the machine. */
    public static Stream<Check> all() {
        return Stream.of(
                HostChecks::java,
                HostChecks::memory,
                HostChecks::fileHandles,
                () -> program("setpriv", "util-linux"),
                () -> program("setsid", "util-linux"),
                HostChecks::networkInterface,
                HostChecks::confinement);
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return feature >= JAVA
                ? Finding.well("Java " + Runtime.version())
                : Finding.broken("Java " + feature, "install JDK 25 and set JAVA_HOME to it");
    }

    /**
     * Returns the check of the disk.
     *
     * @param state the folder of the run. It need not exist
     * @param needed bytes that a start writes there
     */
    public static Stream<Check> disk(Path state, long needed) {
        return Stream.of(() -> room(state, needed));
    }

    private static Finding room(Path state, long needed) {
        try {
            Optional<String> lack = DiskRoom.lack(state, needed);
            if (lack.isPresent()) {
                return Finding.broken(lack.get(), "free some, or name a folder on another disk with --state");
            }
            long free = DiskRoom.of(state).free();
            String what = "%.1f GB free for %s".formatted(free / 1e9, state);
            return free >= DISK_BYTES ? Finding.well(what) : Finding.warning(what, "2 GB give caches room");
        } catch (IOException e) {
            return Finding.broken("disk of " + state + ": " + e.getMessage(), "make the folder readable");
        }
    }

    private static Finding memory() {
        return number(PROC.resolve("meminfo"), "MemAvailable:", 1)
                .map(kilobytes -> {
                    String what = "%.1f GB of memory available".formatted(kilobytes / 1e6);
                    return kilobytes >= MEMORY_KILOBYTES
                            ? Finding.well(what)
                            : Finding.warning(what, "the suite needs about 1.5 GB: end other programs, or add swap");
                })
                .orElseGet(() -> Finding.warning("the memory cannot be read", "look at /proc/meminfo"));
    }

    /** Looks at the hard limit: the JVM raises the soft one to it. */
    private static Finding fileHandles() {
        return number(PROC.resolve("self/limits"), "Max open files", 4)
                .map(limit -> limit >= HANDLES
                        ? Finding.well(limit + " file handles for each process")
                        : Finding.warning(
                                "only " + limit + " file handles for each process",
                                "raise the limit to " + HANDLES + ": ulimit -Hn, or LimitNOFILE= of systemd"))
                .orElseGet(() -> Finding.well("file handles without limit"));
    }

    private static Optional<Long> number(Path file, String row, int column) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(row))
                    .map(line -> BLANKS.split(line, -1)[column])
                    .filter(value -> value.matches("\\d+"))
                    .map(Long::valueOf)
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Finding program(String name, String parcel) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)))
                ? Finding.well(name)
                : Finding.broken(name + " is missing", "apt-get install " + parcel);
    }

    /**
     * Looks for a network interface. WebRTC does not use loopback: without another interface no voice call connects.
     */
    public static Finding networkInterface() {
        try {
            return networkInterface(NetworkInterface.networkInterfaces());
        } catch (SocketException e) {
            return Finding.broken("network interfaces: " + e.getMessage(), "check the container's network rights");
        }
    }

    static Finding networkInterface(Stream<NetworkInterface> all) {
        return all.filter(HostChecks::usable)
                .findFirst()
                .map(found -> Finding.well("network interface " + found.getName()))
                .orElseGet(() -> Finding.broken(
                        "no network interface but loopback: voice calls cannot connect",
                        "bring an interface up that reaches Telegram"));
    }

    private static Finding confinement() {
        try {
            Confinement launcher = Confinement.ofThisProcess();
            if (launcher.complete()) {
                return Finding.well("Landlock confines ffmpeg and yt-dlp to their files and ports");
            }
            return Finding.warning(
                    launcher.closesFiles()
                            ? "Landlock confines ffmpeg and yt-dlp to their files, and not to their ports"
                            : "no Landlock: ffmpeg and yt-dlp are not confined to their files and ports",
                    "Linux 6.7 with landlock in /sys/kernel/security/lsm has all of it");
        } catch (UncheckedIOException e) {
            return Finding.broken(
                    String.valueOf(e.getMessage()), "build it again with ./muzon build, with g++ installed");
        }
    }

    private static boolean usable(NetworkInterface candidate) {
        try {
            return candidate.isUp()
                    && !candidate.isLoopback()
                    && !NetworkNamespace.isEndOnHost(candidate.getName())
                    && candidate.inetAddresses().findAny().isPresent();
        } catch (SocketException _) {
            return false; // it was removed while we looked
        }
    }
}
