package dev.muzon.extractor.source.direct;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Marks that tell logins apart in the keys of tracks. Ids are made of keys and are seen by many, so guessing a login from
 * its mark takes as long as from a stored password's hash.
 */
final class LoginMarks {
    private static final int ROUNDS = 210_000;
    private static final int BITS = 128;

    private static final int MOST_KEPT = 100;

    /** The marks of late, because each takes some 100 ms. A list may have many links with one login. */
    private final Cache<Login, String> kept = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private record Login(String origin, Secret login) {}

    /** Returns the mark of a link that has a login. */
    String of(HttpLink link) {
        return kept.get(new Login(link.origin(), Objects.requireNonNull(link.login(), "a login")), LoginMarks::mark);
    }

    private static String mark(Login login) {
        var spec = new PBEKeySpec(
                login.login().reveal().toCharArray(), login.origin().getBytes(StandardCharsets.UTF_8), ROUNDS, BITS);
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
