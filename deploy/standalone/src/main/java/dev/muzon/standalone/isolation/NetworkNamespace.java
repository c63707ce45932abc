package dev.muzon.standalone.isolation;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network namespace with a loopback and one veth pair to the host, and no other way out. Nothing inside can reach
 * another machine. WebRTC ignores loopback interfaces, so voice calls on one machine need this (or another real
 * interface). Needs root and iproute2.
 *
 * @param name of the namespace
 * @param address the inside end of the pair, reachable from the host
 */
public record NetworkNamespace(String name, String address) implements AutoCloseable {
    /** All subnets lie below. */
    public static final String RANGE = "10.213.";

    private static final int SUBNETS = 200;
    private static final String PREFIX = "muzon-";
    private static final Path NAMESPACES = Path.of("/run/netns");

    /** The file by whose lock runs take turns. It stays empty. */
    private static final Path TURNS = Path.of("/run/muzon-netns.lock");

    /** Returns whether this process may make one: root in a container often may not. */
    public static boolean possible() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--net", "--mount", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // without unshare iproute2 is hardly installed either
        }
    }

    /**
     * Makes one. The subnet is the first free {@code /30} of a private range.
     *
     * @throws IOException when iproute2 or the rights are missing, in words
     */
    public static NetworkNamespace create() throws IOException, InterruptedException {
        requireRoot(Path.of("/proc/self"));
        // Two runs that start together would both find the same subnet free.
        try (FileChannel turns = FileChannel.open(TURNS, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = turns.lock()) {
            return createInTurn();
        }
    }

    private static NetworkNamespace createInTurn() throws IOException, InterruptedException {
        deleteOrphans();
        String id = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        String name = PREFIX + id;
        String outside = outside(id);
        String inside = "mz" + id + "n";
        ip("netns", "add", name);
        try {
            ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name);
            String subnet = freeSubnet();
            NetworkNamespace namespace = new NetworkNamespace(name, subnet + ".2");
            ip("addr", "add", subnet + ".1/30", "dev", outside);
            ip("link", "set", outside, "up");
            ip("-n", name, "addr", "add", namespace.address() + "/30", "dev", inside);
            ip("-n", name, "link", "set", inside, "up");
            ip("-n", name, "link", "set", "lo", "up");
            return namespace;
        } catch (IOException | InterruptedException e) {
            delete(name);
            throw e;
        }
    }

    /**
     * Refuses an owner who may not make a namespace, before anything is looked at.
     *
     * @param process the folder in /proc of the one that asks
     * @throws IOException in words
     */
    static void requireRoot(Path process) throws IOException {
        if (!Files.getAttribute(process, "unix:uid").equals(0)) {
            throw new IOException("an isolated run needs root");
        }
    }

    /** Returns the argv that runs a command inside. */
    public List<String> enter(List<String> command) {
        List<String> argv = new ArrayList<>(List.of("ip", "netns", "exec", name));
        argv.addAll(command);
        return argv;
    }

    /** Removes the namespace and its wire. */
    @Override
    public void close() throws IOException {
        try {
            delete(name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes namespaces of killed runs, which could not do it themselves. The name tells whose it was. */
    private static void deleteOrphans() throws IOException, InterruptedException {
        if (!Files.isDirectory(NAMESPACES)) {
            return;
        }
        try (Stream<Path> namespaces = Files.list(NAMESPACES)) {
            for (Path namespace : namespaces.toList()) {
                String name = namespace.getFileName().toString();
                if (name.matches(PREFIX + "[0-9a-z]{1,9}") && !alive(name.substring(PREFIX.length()))) {
                    deleteOrphan(name, namespace);
                }
            }
        }
    }

    private static void deleteOrphan(String name, Path namespace) throws IOException, InterruptedException {
        try {
            delete(name);
        } catch (IOException e) {
            // Another run that starts now may have been faster.
            if (Files.exists(namespace)) {
                throw e;
            }
        }
    }

    private static boolean alive(String owner) {
        return ProcessHandle.of(Long.parseLong(owner, Character.MAX_RADIX)).isPresent();
    }

    /**
     * Deletes a namespace by the host's end of its pair, which takes the other end with it at once. The kernel deletes
     * the namespace's end some time later.
     */
    private static void delete(String name) throws IOException, InterruptedException {
        String outside = outside(name.substring(PREFIX.length()));
        if (NetworkInterface.getByName(outside) != null) {
            ip("link", "delete", outside);
        }
        ip("netns", "delete", name);
    }

    /** Tells whether an interface of the host leads to an isolated demo alone. */
    public static boolean isEndOnHost(String interfaceName) {
        return interfaceName.matches("mz\\w+h");
    }

    /** Returns the name of the host's end of the pair. */
    private static String outside(String id) {
        return "mz" + id + "h";
    }

    private static String freeSubnet() throws IOException {
        List<String> taken = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(address -> address.getHostAddress())
                .toList();
        for (int n = 0; n < SUBNETS; n++) {
            String subnet = RANGE + n;
            if (taken.stream().noneMatch(address -> address.startsWith(subnet + "."))) {
                return subnet;
            }
        }
        throw new IOException("no free subnet in " + RANGE + "0.0/16");
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("an isolated run needs iproute2: \"apt-get install iproute2\"", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output + " (an isolated run needs root)");
        }
    }
}
