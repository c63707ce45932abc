package dev.muzon.sandbox.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class UnfinishedPacketsTest {
    private static final int LARGEST = 2 << 20;

    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    /**
     * Announces large packets without sending them. A hundred of them once used up the memory of the process, before
     * any login.
     */
    @Test
    void largeUnfinishedPacketsAreRefusedBeyondTheBudget() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (SocksProxy proxy = new SocksProxy(InetAddress.getLoopbackAddress(), 0, this::readOne)) {
            for (int i = 0; i < 20; i++) {
                clients.add(announce(proxy.port(), LARGEST));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(ends.poll(1, TimeUnit.MINUTES)).isEqualTo("no room for a packet of 2097152 bytes");
            }

            clients.add(announce(proxy.port(), 40));
            clients.getLast().getOutputStream().write(new byte[40]);
            assertThat(ends.poll(1, TimeUnit.MINUTES)).isEqualTo("read 40 bytes");
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private void readOne(Socket socket, PacketStream packets) throws IOException {
        try {
            byte[] packet = packets.read();
            ends.add("read " + (packet == null ? 0 : packet.length) + " bytes");
        } catch (EOFException e) {
            throw e; // the test has closed the connection
        } catch (IOException e) {
            ends.add(String.valueOf(e.getMessage()));
        }
    }

    /** Connects, and sends a packet's length but nothing of the packet. */
    private static Socket announce(int port, int length) throws IOException, GeneralSecurityException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(new byte[] {5, 1, 0});
        socket.getInputStream().readNBytes(2);
        socket.getOutputStream().write(new byte[] {5, 1, 0, 1, 127, 0, 0, 1, 0, 80});
        socket.getInputStream().readNBytes(10);
        byte[] prelude = new byte[64];
        Arrays.fill(prelude, (byte) 7);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(prelude, 8, 32, "AES"),
                new IvParameterSpec(Arrays.copyOfRange(prelude, 40, 56)));
        byte[] plain = prelude.clone();
        ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).putInt(56, 0xeeeeeeee);
        byte[] encrypted = cipher.update(plain);
        System.arraycopy(encrypted, 56, prelude, 56, 8);
        socket.getOutputStream().write(prelude);
        byte[] header = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array();
        socket.getOutputStream().write(cipher.update(header));
        return socket;
    }
}
