package dev.muzon.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests on tables as the kernel writes them. */
class SocketOwnersTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 27117);

    @TempDir
    private Path folder;

    private SocketOwners owners;

    @BeforeEach
    void write() throws Exception {
        Path tcp = Files.writeString(folder.resolve("tcp"), HEAD + """
                   0: 0100007F:69ED 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 1 1 0 100 0 0 10 0
                   1: 0100007F:C001 0100007F:69ED 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1
                   2: 0100007F:69ED 0100007F:C001 01 00000000:00000000 00:00000000 00000000   999        0 3 1 0 20 4 30 10 -1
                   3: 0100007F:C002 0100007F:69ED 04 00000000:00000000 00:00000000 00000000     0        0 0 1 0 20 4 30 10 -1
                   4: 0100007F:C003 0100007F:1F90 01 00000000:00000000 00:00000000 00000000   999        0 2 1 0 20 4 30 10 -1
                """);
        Path tcp6 = Files.writeString(folder.resolve("tcp6"), HEAD + """
                   0: 0000000000000000FFFF00000100007F:C004 0000000000000000FFFF00000100007F:69ED 01 00000000:00000000 00:00000000 00000000   999        0 5 1 0 20 4 30 10 -1
                """);
        owners = new SocketOwners(List.of(tcp, tcp6, folder.resolve("none")));
    }

    @Test
    void theClientsSocketIsFoundAndNotTheServers() throws Exception {
        assertThat(owners.of(client(0xC001), SERVER)).hasValue(1000);
    }

    @Test
    void aClientWithAnIpv6SocketIsFoundByItsIpv4Address() throws Exception {
        assertThat(owners.of(client(0xC004), SERVER)).hasValue(999);
    }

    @Test
    void aSocketThatWasClosedHasNoOwner() throws Exception {
        // The kernel says root for it, no matter who had it.
        assertThat(owners.of(client(0xC002), SERVER)).isEmpty();
    }

    @Test
    void aSocketThatIsConnectedElsewhereIsNotTheClients() throws Exception {
        assertThat(owners.of(client(0xC003), SERVER)).isEmpty();
        assertThat(owners.of(client(0xC005), SERVER)).isEmpty();
    }

    private static InetSocketAddress client(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
