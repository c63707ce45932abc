package dev.muzon.sandbox.mtproto.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;

/** Byte strings as MTProto's formulas use them: joined, cut, xored, read as big-endian numbers. */
public final class Bytes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Bytes() {}

    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    public static byte[] cut(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    static byte[] xor(byte[] a, byte[] b) {
        byte[] result = a.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= b[i];
        }
        return result;
    }

    public static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    /** Returns the number as exactly {@code length} bytes, zeros in front. */
    public static byte[] fixed(BigInteger number, int length) {
        byte[] raw = number.toByteArray();
        byte[] result = new byte[length];
        int take = Math.min(raw.length, length);
        System.arraycopy(raw, raw.length - take, result, length - take, take);
        return result;
    }

    public static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }
}
