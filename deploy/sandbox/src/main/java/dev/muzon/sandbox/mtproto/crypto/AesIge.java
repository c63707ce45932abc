package dev.muzon.sandbox.mtproto.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in infinite garble extension mode, which the JDK lacks. Each block is xored with the previous cipher block
 * before the block cipher, and with the previous plain block after it.
 */
final class AesIge {
    private static final int BLOCK = 16;

    private final byte[] key;
    private final byte[] iv;

    /**
     * Makes a cipher.
     *
     * @param key 32 bytes
     * @param iv 32 bytes: the cipher block and the plain block before the first one
     */
    AesIge(byte[] key, byte[] iv) {
        this.key = key;
        this.iv = iv;
    }

    byte[] encrypt(byte[] plain) {
        return run(Cipher.ENCRYPT_MODE, plain, Bytes.cut(iv, 0, BLOCK), Bytes.cut(iv, BLOCK, BLOCK));
    }

    byte[] decrypt(byte[] encrypted) {
        return run(Cipher.DECRYPT_MODE, encrypted, Bytes.cut(iv, BLOCK, BLOCK), Bytes.cut(iv, 0, BLOCK));
    }

    private byte[] run(int mode, byte[] in, byte[] beforeCipher, byte[] afterCipher) {
        if (in.length % BLOCK != 0) {
            throw new CryptoException("not whole AES blocks: " + in.length);
        }
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(mode, new SecretKeySpec(key, "AES"));
            byte[] out = new byte[in.length];
            byte[] block = new byte[BLOCK];
            for (int at = 0; at < in.length; at += BLOCK) {
                for (int i = 0; i < BLOCK; i++) {
                    block[i] = (byte) (in[at + i] ^ beforeCipher[i]);
                }
                aes.update(block, 0, BLOCK, out, at);
                for (int i = 0; i < BLOCK; i++) {
                    out[at + i] ^= afterCipher[i];
                    beforeCipher[i] = out[at + i];
                    afterCipher[i] = in[at + i];
                }
            }
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }
}
