package dev.muzon.assistant.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The secret of one start of this process. The operator reads the link with it in the log. It has 128 random bits and
 * ends with the process.
 */
@Component
class LoginSecret {
    private static final int BYTES = 16;

    private final String link = random();

    /** Returns the address to open. The part behind the {@code #} never leaves the browser by itself. */
    URI page(int port) {
        return URI.create("http://127.0.0.1:" + port + "/#" + link);
    }

    boolean isLink(@Nullable String guess) {
        return same(link, guess);
    }

    /** Takes the same time for every wrong guess of the right length. */
    private static boolean same(String secret, @Nullable String guess) {
        return guess != null && MessageDigest.isEqual(bytes(secret), bytes(guess));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
