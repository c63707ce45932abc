package dev.muzon.sandbox.mtproto.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One round of the cloud password's SRP. The server proves that it knows a verifier, the client that it knows the
 * password.
 */
public final class PasswordCheck {
    private static final int ITERATIONS = 100_000;

    private final byte[] salt1;
    private final byte[] salt2;
    private final BigInteger verifier;
    private final BigInteger exponent = DhGroup.exponent();
    private final byte[] share;

    /**
     * Starts a round.
     *
     * @param password in UTF-8
     */
    public PasswordCheck(byte[] salt1, byte[] salt2, byte[] password) {
        this.salt1 = salt1;
        this.salt2 = salt2;
        this.verifier = DhGroup.power(Bytes.number(hash(password)));
        BigInteger generator = BigInteger.valueOf(DhGroup.GENERATOR);
        BigInteger multiplier = Bytes.number(Digest.SHA256.of(DhGroup.bytes(DhGroup.PRIME), DhGroup.bytes(generator)));
        this.share = DhGroup.bytes(
                multiplier.multiply(verifier).add(DhGroup.power(exponent)).mod(DhGroup.PRIME));
    }

    public byte[] salt1() {
        return salt1.clone();
    }

    public byte[] salt2() {
        return salt2.clone();
    }

    /** Returns the server's share, {@code srp_B}. */
    public byte[] share() {
        return share.clone();
    }

    /**
     * Checks the client's proof.
     *
     * @param clientShare {@code A}
     * @param proof {@code M1}
     */
    public boolean accepts(byte[] clientShare, byte[] proof) {
        BigInteger clientNumber = DhGroup.share(clientShare);
        byte[] clientBytes = DhGroup.bytes(clientNumber);
        BigInteger scrambler = Bytes.number(Digest.SHA256.of(clientBytes, share));
        BigInteger secret =
                clientNumber.multiply(verifier.modPow(scrambler, DhGroup.PRIME)).modPow(exponent, DhGroup.PRIME);
        byte[] sessionKey = Digest.SHA256.of(DhGroup.bytes(secret));
        byte[] group = Bytes.xor(
                Digest.SHA256.of(DhGroup.bytes(DhGroup.PRIME)),
                Digest.SHA256.of(DhGroup.bytes(BigInteger.valueOf(DhGroup.GENERATOR))));
        byte[] expected = Digest.SHA256.of(
                group, Digest.SHA256.of(salt1), Digest.SHA256.of(salt2), clientBytes, share, sessionKey);
        return MessageDigest.isEqual(expected, proof);
    }

    private byte[] hash(byte[] password) {
        byte[] first = salted(salted(password, salt1), salt2);
        return salted(pbkdf2(first, salt1), salt2);
    }

    private static byte[] salted(byte[] data, byte[] salt) {
        return Digest.SHA256.of(salt, data, salt);
    }

    /** Computes one block of PBKDF2-HMAC-SHA512. The JDK's takes characters only, but this password is a hash. */
    private static byte[] pbkdf2(byte[] password, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            byte[] round = mac.doFinal(Bytes.join(salt, new byte[] {0, 0, 0, 1}));
            byte[] result = round.clone();
            for (int i = 1; i < ITERATIONS; i++) {
                round = mac.doFinal(round);
                result = Bytes.xor(result, round);
            }
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA512", e);
        }
    }
}
