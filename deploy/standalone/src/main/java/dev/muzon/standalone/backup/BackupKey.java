package dev.muzon.standalone.backup;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** The key of backups. A backup holds the accounts' sessions, and who has one of those has the account. */
public final class BackupKey {
    /** The setting that holds it. */
    public static final String SETTING = "MUZON_BACKUP_KEY";

    private static final int BYTES = 32;
    private static final int SEGMENT = 1 << 20;

    /** Bound to every segment, so that the file of another program is told apart. */
    private static final byte[] KIND = "muzon backup 1".getBytes(StandardCharsets.UTF_8);

    private final AesGcmHkdfStreaming cipher;

    private BackupKey(AesGcmHkdfStreaming cipher) {
        this.cipher = cipher;
    }

    /**
     * Reads a key.
     *
     * @param hex 64 hexadecimal digits
     * @throws IllegalArgumentException when it is something else
     */
    public static BackupKey of(String hex) {
        String digits = hex.strip();
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("a key of backups has hexadecimal digits only");
        }
        if (digits.length() != 2 * BYTES) {
            throw new IllegalArgumentException(
                    "a key of backups has 64 hexadecimal digits, this has " + digits.length());
        }
        byte[] key = HexFormat.of().parseHex(digits);
        try {
            return new BackupKey(new AesGcmHkdfStreaming(key, "HmacSha256", BYTES, SEGMENT, 0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Returns a stream that encrypts what is written. Closing it completes the file. */
    OutputStream encrypting(OutputStream file) throws IOException {
        try {
            return cipher.newEncryptingStream(file, KIND);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt", e);
        }
    }

    /** Returns what was encrypted. A wrong key, a changed byte and a missing end fail to be read. */
    InputStream decrypting(InputStream file) throws IOException {
        try {
            return cipher.newDecryptingStream(file, KIND);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot decrypt", e);
        }
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "BackupKey";
    }
}
