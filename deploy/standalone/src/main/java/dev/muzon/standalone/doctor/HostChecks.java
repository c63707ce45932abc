package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks of the machine: Java, disk, network interfaces, ports. */
public final class HostChecks {
    private static final int JAVA = 25;
    private static final long DISK_BYTES = 2L << 30;
    private static final List<Integer> PORTS = List.of(8081, 8082, 8083, 8084);

    private HostChecks() {}

    public static Stream<Check> all(Path state) {
        return Stream.concat(
                Stream.of(HostChecks::java, () -> disk(state), HostChecks::networkInterface),
                PORTS.stream().map(port -> () -> port(port)));
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return feature >= JAVA
                ? Finding.well("Java " + Runtime.version())
                : Finding.broken("Java " + feature, "install JDK 25 and set JAVA_HOME to it");
    }

    private static Finding disk(Path state) {
        Path folder = Files.exists(state) ? state : Path.of("");
        try {
            long free = Files.getFileStore(folder.toAbsolutePath()).getUsableSpace();
            String what = "%.1f GB free for %s".formatted(free / 1e9, state);
            return free >= DISK_BYTES ? Finding.well(what) : Finding.warning(what, "2 GB give caches room");
        } catch (IOException e) {
            return Finding.broken("disk of " + state + ": " + e.getMessage(), "make the folder readable");
        }
    }

    /**
     * Looks for a network interface. WebRTC does not use loopback: without another interface no voice call connects.
     */
    private static Finding networkInterface() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(HostChecks::usable)
                    .findFirst()
                    .map(found -> Finding.well("network interface " + found.getName()))
                    .orElseGet(() -> Finding.broken(
                            "no network interface but loopback: voice calls cannot connect",
                            "as root use ./muzon demo --isolated, or bring an interface up"));
        } catch (SocketException e) {
            return Finding.broken("network interfaces: " + e.getMessage(), "check the container's network rights");
        }
    }

    private static boolean usable(NetworkInterface candidate) {
        try {
            return candidate.isUp()
                    && !candidate.isLoopback()
                    && candidate.inetAddresses().findAny().isPresent();
        } catch (SocketException _) {
            return false; // it was removed while we looked
        }
    }

    private static Finding port(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.well("port " + port + " is free");
        } catch (IOException _) {
            return Finding.warning("port " + port + " is in use", "fine while Muzon runs; else end what listens there");
        }
    }
}
