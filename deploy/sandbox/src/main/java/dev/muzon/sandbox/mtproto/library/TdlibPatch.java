package dev.muzon.sandbox.mtproto.library;

import dev.muzon.sandbox.mtproto.crypto.ServerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * The copy of libtdjson that trusts the sandbox instead of Telegram. The library carries Telegram's public keys as PEM
 * text: one for the production servers, one for the test servers. The copy has the sandbox's key in their place. Any
 * other 2048-bit key has a PEM of exactly the same length, so nothing else in the file moves.
 */
public final class TdlibPatch {
    private static final byte[] BEGIN = "-----BEGIN RSA PUBLIC KEY-----\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END RSA PUBLIC KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final int EXPECTED = 2;

    private TdlibPatch() {}

    /**
     * Writes the copy. Processes that have an older copy open keep it.
     *
     * @throws IOException also when the original doesn't hold the two keys where expected
     */
    public static void write(Path original, Path copy, ServerKey key) throws IOException {
        byte[] library = Files.readAllBytes(original);
        byte[] pem = key.publicPem().getBytes(StandardCharsets.US_ASCII);
        int replaced = 0;
        for (int at = indexOf(library, BEGIN, 0); at >= 0; at = indexOf(library, BEGIN, at + BEGIN.length)) {
            int end = indexOf(library, END, at) + END.length;
            // The third key, of the configuration fallback, is wrapped differently and so has another length.
            if (end - at == pem.length) {
                System.arraycopy(pem, 0, library, at, pem.length);
                replaced++;
            }
        }
        if (replaced != EXPECTED) {
            throw new IOException(
                    "%s holds %d server keys, expected %d: is it libtdjson?".formatted(original, replaced, EXPECTED));
        }
        Path directory = copy.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, "libtdjson", ".tmp");
        Files.write(draft, library);
        Files.move(draft, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int indexOf(byte[] data, byte[] wanted, int from) {
        for (int at = from; at <= data.length - wanted.length; at++) {
            if (data[at] == wanted[0] && Arrays.equals(data, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
