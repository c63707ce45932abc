package dev.muzon.runtime.auth;

import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The internal token, compared with an {@code Authorization} header in constant time. */
final class InternalToken {
    private final byte[] digest;

    InternalToken(Secret token) {
        digest = sha256(token.reveal());
    }

    /**
     * Tells whether the header carries the token.
     *
     * @param authorization null when the request has no such header
     */
    boolean matches(@Nullable String authorization) {
        return authorization != null
                && ServicePaths.carriesToken(authorization)
                && MessageDigest.isEqual(digest, sha256(ServicePaths.token(authorization)));
    }

    // Hashes have one length, so the time of the comparison does not depend on the length of the token.
    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
