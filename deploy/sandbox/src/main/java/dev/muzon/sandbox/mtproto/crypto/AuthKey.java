package dev.muzon.sandbox.mtproto.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * The secret of one device and the server, and the message encryption (MTProto 2.0) that it keys.
 *
 * <p>A packet is {@code key id (8), message key (16), AES-IGE(plain)}. Each direction uses other parts of the key.
 */
public final class AuthKey {
    /** Bytes in a key. */
    public static final int LENGTH = 256;

    private static final int ID = 8;
    private static final int MESSAGE_KEY = 16;
    private static final int FROM_CLIENT = 0;
    private static final int FROM_SERVER = 8;

    private final byte[] key;
    private final long id;

    public AuthKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("an auth key has 256 bytes");
        }
        this.key = key.clone();
        this.id = littleEndian(Bytes.cut(Digest.SHA1.of(key), 12, ID));
    }

    /** Returns the number that names the key on the wire. */
    public long id() {
        return id;
    }

    /** Returns the key's own bytes, for storing it. */
    public byte[] secret() {
        return key.clone();
    }

    /** Returns the id of a packet's key. */
    public static long idOf(byte[] packet) {
        return littleEndian(Bytes.cut(packet, 0, ID));
    }

    /**
     * Decrypts a packet.
     *
     * @param packet a whole packet from the client
     * @return salt, session, message and padding
     * @throws CryptoException when the packet was not made with this key
     */
    public byte[] decrypt(byte[] packet) {
        if (packet.length < ID + MESSAGE_KEY + 32) {
            throw new CryptoException("a packet too short to hold a message");
        }
        byte[] messageKey = Bytes.cut(packet, ID, MESSAGE_KEY);
        byte[] encrypted = Bytes.cut(packet, ID + MESSAGE_KEY, packet.length - ID - MESSAGE_KEY);
        byte[] plain = cipher(messageKey, FROM_CLIENT).decrypt(encrypted);
        if (!MessageDigest.isEqual(messageKey, messageKey(plain, FROM_CLIENT))) {
            throw new CryptoException("the message key does not match");
        }
        return plain;
    }

    /**
     * Encrypts a message.
     *
     * @param message salt, session and message, without padding
     * @return a whole packet for the client
     */
    public byte[] encrypt(byte[] message) {
        int padding = 12 + (-(message.length + 12) & 15);
        byte[] plain = Bytes.join(message, Bytes.random(padding));
        byte[] messageKey = messageKey(plain, FROM_SERVER);
        byte[] idBytes = ByteBuffer.allocate(ID)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(id)
                .array();
        return Bytes.join(idBytes, messageKey, cipher(messageKey, FROM_SERVER).encrypt(plain));
    }

    private byte[] messageKey(byte[] plain, int direction) {
        byte[] large = Digest.SHA256.of(Bytes.cut(key, 88 + direction, 32), plain);
        return Bytes.cut(large, 8, MESSAGE_KEY);
    }

    private AesIge cipher(byte[] messageKey, int direction) {
        byte[] a = Digest.SHA256.of(messageKey, Bytes.cut(key, direction, 36));
        byte[] b = Digest.SHA256.of(Bytes.cut(key, 40 + direction, 36), messageKey);
        return new AesIge(
                Bytes.join(Bytes.cut(a, 0, 8), Bytes.cut(b, 8, 16), Bytes.cut(a, 24, 8)),
                Bytes.join(Bytes.cut(b, 0, 8), Bytes.cut(a, 8, 16), Bytes.cut(b, 24, 8)));
    }

    private static long littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @Override
    public String toString() {
        return "AuthKey[%016x]".formatted(id);
    }
}
