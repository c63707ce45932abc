package dev.muzon.embeddedmongo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Users who own the sockets of this host, from the kernel's own tables. Both ends of a connection over loopback stand in
 * them, so a server can tell whose process speaks to it.
 */
final class SocketOwners {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int USER = 7;

    /** Sockets in any other state may have lost their owner, and the kernel says root for those. */
    private static final String ESTABLISHED = "01";

    private final List<Path> tables;

    SocketOwners() {
        this(TABLES);
    }

    SocketOwners(List<Path> tables) {
        this.tables = List.copyOf(tables);
    }

    /** Returns the user of this process. */
    static int self() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /**
     * Looks up the owner of the socket that is connected from the client's address to the server's.
     *
     * @return empty when no such connection is open
     */
    OptionalInt of(InetSocketAddress client, InetSocketAddress server) throws IOException {
        String port = ":%04X".formatted(client.getPort()); // a look at each row costs time that a busy machine lacks
        for (Path table : tables) {
            if (!Files.exists(table)) {
                continue; // A kernel without IPv6 has only one table.
            }
            for (String line : Files.readAllLines(table)) {
                if (!line.contains(port)) {
                    continue;
                }
                String[] row = BLANKS.split(line.strip(), USER + 2);
                if (row.length > USER
                        && row[STATE].equals(ESTABLISHED)
                        && address(row[LOCAL]).equals(client)
                        && address(row[REMOTE]).equals(server)) {
                    return OptionalInt.of(Integer.parseUnsignedInt(row[USER]));
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Reads {@code 0100007F:69ED}: the address in words of the machine's byte order, the port as a number. */
    private static InetSocketAddress address(String text) throws IOException {
        String[] parts = text.split(":", 2);
        ByteBuffer machine = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0])).order(ByteOrder.nativeOrder());
        ByteBuffer network = ByteBuffer.allocate(machine.capacity());
        while (machine.hasRemaining()) {
            network.putInt(machine.getInt());
        }
        return new InetSocketAddress(InetAddress.getByAddress(network.array()), Integer.parseInt(parts[1], 16));
    }
}
