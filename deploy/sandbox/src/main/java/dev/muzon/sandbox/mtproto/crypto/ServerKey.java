package dev.muzon.sandbox.mtproto.crypto;

import dev.muzon.sandbox.mtproto.tl.TlWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The server's RSA key. Clients know its public half and prove by it that they talk to the real server. */
public final class ServerKey {
    private static final int LENGTH = 256;
    private static final int HASH = 32;
    private static final int DATA = 192;

    private final RSAPrivateCrtKey key;

    private ServerKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** Makes a 2048-bit key, which takes some tenths of a second. */
    public static ServerKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(LENGTH * 8);
            return new ServerKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** Reads the key from a file, and makes it on first use. So copies of libtdjson made earlier go on trusting it. */
    public static ServerKey kept(Path file) throws IOException {
        if (Files.exists(file)) {
            return of(Files.readAllBytes(file));
        }
        ServerKey fresh = generate();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, fresh.key.getEncoded());
        return fresh;
    }

    private static ServerKey of(byte[] pkcs8) throws IOException {
        try {
            return new ServerKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            throw new IOException("the kept server key is damaged; delete it to get another", e);
        }
    }

    /** Returns the public key's name in the key exchange: the end of the SHA-1 of modulus and exponent. */
    public long fingerprint() {
        byte[] numbers = new TlWriter()
                .string(minimal(key.getModulus()))
                .string(minimal(key.getPublicExponent()))
                .toBytes();
        return ByteBuffer.wrap(Digest.SHA1.of(numbers), 12, 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    /** Returns the public key in PKCS#1 PEM, as clients carry it. */
    public String publicPem() {
        byte[] body = Bytes.join(derInteger(key.getModulus()), derInteger(key.getPublicExponent()));
        byte[] der = Bytes.join(derHeader(0x30, body.length), body);
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN RSA PUBLIC KEY-----\n" + base64 + "\n-----END RSA PUBLIC KEY-----";
    }

    /**
     * Undoes RSA_PAD.
     *
     * @return the 192 bytes of data and padding
     * @throws CryptoException when the block was not made for this key
     */
    public byte[] decrypt(byte[] block) {
        BigInteger number = Bytes.number(block);
        if (block.length != LENGTH || number.compareTo(key.getModulus()) >= 0) {
            throw new CryptoException("not a block of this RSA key");
        }
        byte[] plain = Bytes.fixed(number.modPow(key.getPrivateExponent(), key.getModulus()), LENGTH);
        byte[] encrypted = Bytes.cut(plain, HASH, LENGTH - HASH);
        byte[] temporaryKey = Bytes.xor(Bytes.cut(plain, 0, HASH), Digest.SHA256.of(encrypted));
        byte[] dataAndHash = new AesIge(temporaryKey, new byte[HASH]).decrypt(encrypted);
        byte[] data = Bytes.reversed(Bytes.cut(dataAndHash, 0, DATA));
        if (!MessageDigest.isEqual(Bytes.cut(dataAndHash, DATA, HASH), Digest.SHA256.of(temporaryKey, data))) {
            throw new CryptoException("the padded data's hash does not match");
        }
        return data;
    }

    private static byte[] minimal(BigInteger number) {
        return Bytes.fixed(number, (number.bitLength() + 7) / 8);
    }

    private static byte[] derInteger(BigInteger number) {
        byte[] raw = number.toByteArray();
        return Bytes.join(derHeader(0x02, raw.length), raw);
    }

    private static byte[] derHeader(int tag, int length) {
        return length < 128
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >>> 8), (byte) length};
    }
}
