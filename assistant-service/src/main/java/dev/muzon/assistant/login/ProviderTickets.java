package dev.muzon.assistant.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.assistant.login.oidc.Ticket;
import dev.muzon.resilience.MonotonicClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The logins at the provider that browsers have begun. A browser keeps its own in a cookie, from which a key of this
 * process derives the rest. So strangers who begin many fill no memory and end nobody's.
 */
final class ProviderTickets {
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** Those that came back with the right state, so that none does it twice. */
    private static final int USED = 1000;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}\\.(\\d{1,12})");
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final MonotonicClock clock;
    private final Cache<String, Boolean> used;

    ProviderTickets(MonotonicClock clock) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, MAC);
        this.clock = clock;
        this.used = Caffeine.newBuilder()
                .maximumSize(USED)
                .expireAfterWrite(LONGEST)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    /** Returns the cookie of a new one. */
    String begin() {
        return LoginSecret.random() + "." + clock.instant().getEpochSecond();
    }

    /** Returns the ticket of a cookie, empty for none, one that is too old, and one of another start. */
    Optional<Ticket> of(@Nullable String cookie, URI back) {
        var form = FORM.matcher(cookie == null ? "" : cookie);
        if (!form.matches()) {
            return Optional.empty();
        }
        Instant begun = Instant.ofEpochSecond(Long.parseLong(form.group(1)));
        Instant now = clock.instant();
        return begun.isAfter(now) || !now.isBefore(begun.plus(LONGEST))
                ? Optional.empty()
                : Optional.of(new Ticket(
                        derived("state", cookie), derived("nonce", cookie), derived("verifier", cookie), back));
    }

    /** Returns whether this is the first use of a ticket. */
    boolean use(Ticket ticket) {
        return used.asMap().putIfAbsent(ticket.state(), true) == null;
    }

    private String derived(String purpose, @Nullable String cookie) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((purpose + ":" + cookie).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
