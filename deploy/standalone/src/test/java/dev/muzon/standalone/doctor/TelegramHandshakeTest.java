package dev.muzon.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests against a small server of the obfuscated transport. The sandbox's whole one is in the end-to-end tests. */
class TelegramHandshakeTest {
    /** {@code resPQ} with a place for the nonce: an empty key's id, a message id, a length, the constructor. */
    private static final byte[] ANSWER = HexFormat.of()
            .parseHex("0000000000000000" + "0100000000000060" + "14000000" + "63241605" + "00".repeat(16));

    private ServerSocket server;
    private volatile boolean right = true;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException | GeneralSecurityException _) {
                // The client then has no answer.
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aServerThatReturnsTheNonceIsTelegram() {
        assertThatCode(this::ask).doesNotThrowAnyException();
    }

    @Test
    void aServerThatReturnsAnotherNonceIsNot() {
        right = false;

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessage("another program answers");
    }

    private void ask() throws IOException {
        new TelegramHandshake(Proxy.NO_PROXY, Duration.ofSeconds(20))
                .with(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    }

    private void answer(Socket socket) throws IOException, GeneralSecurityException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] prelude = in.readNBytes(64);
        byte[] keys = Arrays.copyOfRange(prelude, 8, 56);
        byte[] backwards = new byte[keys.length];
        for (int i = 0; i < keys.length; i++) {
            backwards[i] = keys[keys.length - 1 - i];
        }
        Cipher from = cipher(keys);
        from.update(prelude);
        byte[] question = from.update(in.readNBytes(44));
        ByteBuffer answer = ByteBuffer.allocate(4 + ANSWER.length).order(ByteOrder.LITTLE_ENDIAN);
        answer.putInt(ANSWER.length).put(ANSWER);
        if (right) {
            answer.put(28, question, 28, 16);
        }
        socket.getOutputStream().write(cipher(backwards).update(answer.array()));
        socket.getOutputStream().flush();
    }

    private static Cipher cipher(byte[] keys) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys, 0, 32, "AES"), new IvParameterSpec(keys, 32, 16));
        return cipher;
    }
}
