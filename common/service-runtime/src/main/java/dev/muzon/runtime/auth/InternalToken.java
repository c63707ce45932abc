package dev.muzon.runtime.auth;

import dev.muzon.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Recognises the token in an {@code Authorization} header without telling by time how close a guess was. */
final class InternalToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    InternalToken(Secret token) {
        this.digest = sha256(token.reveal());
    }

    /** @param authorization the header, null when there was none */
    boolean matches(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        return MessageDigest.isEqual(
                digest, sha256(authorization.substring(SCHEME.length()).strip()));
    }

    // Hashes have one length, so the comparison cannot tell the token's.
    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
