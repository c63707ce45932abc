package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token that a service gives for an operator's client id and secret. It is used while it is valid. */
final class ClientToken {
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final String site;
    private final ServicePages pages;
    private final HttpLink giver;
    private final Secret login;
    private final MonotonicClock clock;
    private @Nullable Token token;

    private record Token(Secret value, Instant until) {}

    /**
     * Makes one that is asked for when it is needed.
     *
     * @param giver answers with tokens
     */
    ClientToken(String site, ServicePages pages, HttpLink giver, String id, Secret secret, MonotonicClock clock) {
        this.site = site;
        this.pages = pages;
        this.giver = giver;
        this.login = new Secret(
                Base64.getEncoder().encodeToString((id + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8)));
        this.clock = clock;
    }

    /**
     * Returns the value of the field {@code Authorization}.
     *
     * @throws dev.muzon.protocol.failure.FailureException why there is no token
     */
    synchronized String field() {
        Token known = token;
        if (known == null || known.until().isBefore(clock.instant())) {
            var answer = pages.posted(
                    site, giver, Map.of("Authorization", "Basic " + login.reveal()), "grant_type=client_credentials");
            String value = answer.path("access_token").asString("");
            if (!value.matches("[\\x21-\\x7e]{1,4000}")) {
                throw ServicePages.changed(site, "gives no token");
            }
            Duration life = Duration.ofSeconds(answer.path("expires_in").asInt(0));
            known = new Token(new Secret(value), clock.instant().plus(life).minus(EARLY));
            token = known;
        }
        return "Bearer " + known.value().reveal();
    }
}
