package dev.muzon.sandbox.mtproto.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * The arithmetic of making an auth key, once the client's new nonce is known. It covers the temporary cipher of the
 * exchange, the Diffie-Hellman secret and the proofs.
 */
public final class KeyExchange {
    private static final int SHA1 = 20;

    private final byte[] serverNonce;
    private final byte[] newNonce;
    private final AesIge cipher;
    private final BigInteger exponent = DhGroup.exponent();

    public KeyExchange(byte[] serverNonce, byte[] newNonce) {
        this.serverNonce = serverNonce;
        this.newNonce = newNonce;
        byte[] newThenServer = Digest.SHA1.of(newNonce, serverNonce);
        byte[] serverThenNew = Digest.SHA1.of(serverNonce, newNonce);
        this.cipher = new AesIge(
                Bytes.join(newThenServer, Bytes.cut(serverThenNew, 0, 12)),
                Bytes.join(
                        Bytes.cut(serverThenNew, 12, 8),
                        Digest.SHA1.of(newNonce, newNonce),
                        Bytes.cut(newNonce, 0, 4)));
    }

    /** Returns the server's share of the secret. */
    public byte[] share() {
        return DhGroup.bytes(DhGroup.power(exponent));
    }

    /** Encrypts data with the exchange's cipher, after a hash in front and random bytes up to a whole block. */
    public byte[] seal(byte[] data) {
        byte[] hashed = Bytes.join(Digest.SHA1.of(data), data);
        return cipher.encrypt(Bytes.join(hashed, Bytes.random(-hashed.length & 15)));
    }

    /**
     * Undoes {@link #seal}: decrypts what the client sealed.
     *
     * @return the data and its padding, to be checked with {@link #verify} once the data's length is known
     */
    public byte[] open(byte[] sealed) {
        if (sealed.length < SHA1) {
            throw new CryptoException("sealed data too short");
        }
        return cipher.decrypt(sealed);
    }

    /**
     * Returns the data inside of {@link #open}'s result.
     *
     * @throws CryptoException when the hash in front is not that of the data
     */
    public static byte[] verify(byte[] opened, int length) {
        byte[] data = Bytes.cut(opened, SHA1, length);
        if (!MessageDigest.isEqual(Digest.SHA1.of(data), Bytes.cut(opened, 0, SHA1))) {
            throw new CryptoException("the sealed data's hash does not match");
        }
        return data;
    }

    /** Returns the bytes of hash in front of opened data. */
    public static int hashLength() {
        return SHA1;
    }

    public AuthKey agree(byte[] clientShare) {
        BigInteger secret = DhGroup.share(clientShare).modPow(exponent, DhGroup.PRIME);
        return new AuthKey(DhGroup.bytes(secret));
    }

    /** Returns the proof that both sides have the same key. */
    public byte[] proof(AuthKey key) {
        byte[] auxiliary = Bytes.cut(Digest.SHA1.of(key.secret()), 0, 8);
        return Bytes.cut(Digest.SHA1.of(newNonce, new byte[] {1}, auxiliary), 4, 16);
    }

    /** Returns the first server salt, which both sides derive by themselves. */
    public long firstSalt() {
        byte[] salt = Bytes.xor(Bytes.cut(newNonce, 0, 8), Bytes.cut(serverNonce, 0, 8));
        return ByteBuffer.wrap(salt).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
