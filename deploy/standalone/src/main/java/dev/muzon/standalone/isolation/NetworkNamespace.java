package dev.muzon.standalone.isolation;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace with a loopback and one veth pair to the host, and no other way out: what runs inside cannot dial
 * anybody. WebRTC ignores loopback interfaces, so voice calls on one machine need this (or another real interface).
 * Needs root and iproute2.
 *
 * @param name of the namespace
 * @param address the inside end of the pair, reachable from the host
 */
public record NetworkNamespace(String name, String address) implements AutoCloseable {
    private static final int SUBNETS = 200;

    /**
     * Makes one. The subnet is the first free {@code /30} of a private range.
     *
     * @throws IOException when iproute2 or the rights are missing, in words
     */
    public static NetworkNamespace create() throws IOException, InterruptedException {
        String id = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        String name = "muzon-" + id;
        String outside = "mz" + id + "h";
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

    /** The argv that runs a command inside. */
    public List<String> enter(List<String> command) {
        List<String> argv = new ArrayList<>(List.of("ip", "netns", "exec", name));
        argv.addAll(command);
        return argv;
    }

    /** Removes the namespace; its veth pair goes with it. */
    @Override
    public void close() throws IOException {
        try {
            delete(name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(String name) throws IOException, InterruptedException {
        ip("netns", "delete", name);
    }

    private static String freeSubnet() throws IOException {
        List<String> taken = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(address -> address.getHostAddress())
                .toList();
        for (int n = 0; n < SUBNETS; n++) {
            String subnet = "10.213." + n;
            if (taken.stream().noneMatch(address -> address.startsWith(subnet + "."))) {
                return subnet;
            }
        }
        throw new IOException("no free subnet in 10.213.0.0/16");
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
