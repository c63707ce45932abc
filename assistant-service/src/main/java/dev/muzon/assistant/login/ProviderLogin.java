package dev.muzon.assistant.login;

import dev.muzon.assistant.login.oidc.OidcProvider;
import dev.muzon.assistant.login.oidc.OidcSettings;
import dev.muzon.assistant.login.oidc.Person;
import dev.muzon.assistant.login.oidc.Ticket;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.MonotonicClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Login to the page at the operator's identity provider, for the people whom the settings list. */
@Component
class ProviderLogin {
    /** Strangers may begin logins too, and each waits for the provider. */
    static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final @Nullable OidcProvider provider;
    private final String host;
    private final List<String> allowed;
    private final ProviderTickets tickets;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    @Autowired
    ProviderLogin(ConsoleProperties settings, MonotonicClock clock) {
        this(settings, clock, PATIENCE);
    }

    /** @param patience for each answer of the provider */
    ProviderLogin(ConsoleProperties settings, MonotonicClock clock, Duration patience) {
        this.allowed = settings.oidcAllowed();
        this.tickets = new ProviderTickets(clock);
        this.host = settings.hasProvider() ? URI.create(settings.oidcIssuer()).getHost() : "";
        this.provider = settings.hasProvider() ? new OidcProvider(oidc(settings), clock, patience) : null;
    }

    private static OidcSettings oidc(ConsoleProperties settings) {
        return new OidcSettings(
                settings.oidcIssuer(),
                settings.oidcClientId(),
                settings.oidcClientSecret(),
                settings.oidcAllowed().stream().anyMatch(ProviderLogin::isEmail));
    }

    /** Returns the host of the provider, null without one. */
    @Nullable String host() {
        return provider == null ? null : host;
    }

    /** A login that begins: what the browser keeps, and where it goes. */
    record Begun(String cookie, URI page) {}

    Begun begin(URI back) {
        OidcProvider known = known();
        String cookie = tickets.begin();
        Ticket ticket = tickets.of(cookie, back).orElseThrow();
        return new Begun(cookie, inTurn(() -> known.loginPage(ticket)));
    }

    /**
     * Returns the person who may come in, or throws the failure that says why nobody may.
     *
     * @param cookie what this browser kept
     */
    Person finish(@Nullable String cookie, URI back, ProviderAnswer answer) {
        OidcProvider known = known();
        Ticket ticket = tickets.of(cookie, back)
                .filter(begun -> answer.isTo(begun.state()))
                .orElseThrow(() -> stale("no login that this browser began within the last ten minutes"));
        if (!answer.isFrom(known)) {
            throw stale("the answer names another issuer");
        }
        String code = answer.code();
        if (code == null || code.isBlank()) {
            throw Failure.of(FailureCode.NO_RIGHT, "the provider logged nobody in: " + answer.shownError())
                    .asException();
        }
        Optional<Person> person =
                inTurn(() -> tickets.use(ticket) ? Optional.of(known.person(ticket, code)) : Optional.empty());
        return listed(person.orElseThrow(() -> stale("this login was used before")));
    }

    private OidcProvider known() {
        if (provider == null) {
            throw Failure.of(FailureCode.NO_RIGHT, "no identity provider is set: MUZON_CONSOLE_OIDC_ISSUER")
                    .asException();
        }
        return provider;
    }

    private Person listed(Person person) {
        String email = person.email();
        if (allowed.stream()
                .noneMatch(one -> isEmail(one) ? one.equalsIgnoreCase(email) : one.equals(person.subject()))) {
            throw Failure.of(
                            FailureCode.LOGIN_UNLISTED,
                            "MUZON_CONSOLE_OIDC_ALLOWED lists neither this subject nor a verified e-mail of theirs")
                    .asException();
        }
        return person;
    }

    /** Tells whether an entry names an e-mail. It never names a subject too, so that nobody can choose to be it. */
    private static boolean isEmail(String entry) {
        return entry.contains("@");
    }

    private <T> T inTurn(Supplier<T> question) {
        if (!turns.tryAcquire()) {
            throw Failure.of(FailureCode.TOO_OFTEN, AT_ONCE + " logins wait for the identity provider")
                    .asException();
        }
        try {
            return question.get();
        } finally {
            turns.release();
        }
    }

    private static RuntimeException stale(String why) {
        return Failure.of(FailureCode.LOGIN_STALE, why).asException();
    }

    /** The parameters that the browser brought back from the provider. */
    record ProviderAnswer(
            @Nullable String code,
            @Nullable String state,
            @Nullable String iss,
            @Nullable String error) {
        private static final int LONGEST_ERROR = 60;

        boolean isTo(String asked) {
            return state != null && MessageDigest.isEqual(bytes(asked), bytes(state));
        }

        /** Tells whether the provider that we asked answers, as far as the answer says. */
        boolean isFrom(OidcProvider provider) {
            return iss == null || iss.equals(provider.issuer());
        }

        /** Returns the error as letters only: everybody can write it. */
        String shownError() {
            String letters = String.valueOf(error).replaceAll("[^a-z_]", "");
            return letters.substring(0, Math.min(letters.length(), LONGEST_ERROR));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
