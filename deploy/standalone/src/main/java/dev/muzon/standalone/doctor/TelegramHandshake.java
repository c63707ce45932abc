package dev.muzon.standalone.doctor;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first question of MTProto, which needs no account: {@code req_pq_multi}. Only a server of Telegram answers it, and
 * only over a way that lets its transport through. An open port alone proves neither.
 */
final class TelegramHandshake {
    private static final int PRELUDE = 64;
    private static final int INTERMEDIATE = 0xeeeeeeee;
    private static final int REQ_PQ_MULTI = 0xbe7e8ef1;
    private static final int RES_PQ = 0x05162463;
    private static final int NONCE = 16;

    /** An empty key's id, the message's id and its length. */
    private static final int ENVELOPE = 20;

    private static final int LONGEST_ANSWER = 1024;

    /** The first words of other transports, which the random bytes must not resemble. */
    private static final int[] OTHERS = {0x44414548, 0x54534f50, 0x20544547, 0x4954504f, 0xdddddddd, INTERMEDIATE};

    private final SecureRandom random = new SecureRandom();
    private final Proxy proxy;
    private final Duration limit;

    /** @param proxy that leads to the server, or {@link Proxy#NO_PROXY} */
    TelegramHandshake(Proxy proxy, Duration limit) {
        this.proxy = proxy;
        this.limit = limit;
    }

    /**
     * Asks the server.
     *
     * @throws IOException when nobody answers, or somebody else than a server of Telegram does
     */
    void with(InetSocketAddress server) throws IOException {
        try (var socket = new Socket(proxy)) {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            socket.connect(server, Math.toIntExact(limit.toMillis()));
            byte[] prelude = prelude();
            byte[] keys = Arrays.copyOfRange(prelude, 8, 56);
            Cipher there = counter(keys);
            Cipher back = counter(reversed(keys));
            byte[] hidden = there.update(prelude);
            System.arraycopy(prelude, 0, hidden, 0, 56);
            byte[] nonce = bytes(NONCE);
            socket.getOutputStream().write(hidden);
            socket.getOutputStream().write(there.update(question(nonce)));
            socket.getOutputStream().flush();
            expectAnswer(new DataInputStream(socket.getInputStream()), back, nonce);
        }
    }

    private static void expectAnswer(DataInputStream in, Cipher back, byte[] nonce) throws IOException {
        int length = words(back.update(read(in, Integer.BYTES))).getInt();
        if (length < ENVELOPE + Integer.BYTES + NONCE || length > LONGEST_ANSWER) {
            throw new IOException("another program answers");
        }
        ByteBuffer answer = words(back.update(read(in, length))).position(ENVELOPE);
        byte[] returned = new byte[NONCE];
        int kind = answer.getInt();
        answer.get(returned);
        if (kind != RES_PQ || !Arrays.equals(returned, nonce)) {
            throw new IOException("another program answers");
        }
    }

    /** Makes the 64 bytes that begin the obfuscated transport: keys, the framing, and data centre 2. */
    private byte[] prelude() {
        while (true) {
            byte[] prelude = bytes(PRELUDE);
            ByteBuffer plain = words(prelude);
            int first = plain.getInt(0);
            boolean another = prelude[0] == (byte) 0xef || Arrays.stream(OTHERS).anyMatch(word -> word == first);
            if (!another && plain.getInt(4) != 0) {
                plain.putInt(56, INTERMEDIATE).putShort(60, (short) 2);
                return prelude;
            }
        }
    }

    private static byte[] question(byte[] nonce) {
        int body = Integer.BYTES + NONCE;
        return words(new byte[Integer.BYTES + ENVELOPE + body])
                .putInt(ENVELOPE + body)
                .putLong(0)
                .putLong(Instant.now().getEpochSecond() << 32)
                .putInt(body)
                .putInt(REQ_PQ_MULTI)
                .put(nonce)
                .array();
    }

    private static byte[] read(DataInputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static Cipher counter(byte[] keyAndVector) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(keyAndVector, 0, 32, "AES"),
                    new IvParameterSpec(keyAndVector, 32, 16));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }
}
