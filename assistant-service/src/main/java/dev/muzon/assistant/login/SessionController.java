package dev.muzon.assistant.login;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.auth.RefusalLog;
import dev.muzon.runtime.config.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Exchange of the link's secret or the password for the cookie that the rest of {@code /login} needs. */
@RestController
class SessionController {
    static final int LIMIT = 10;

    private final LoginSecret secret;
    private final ConsolePassword password;
    private final ProviderLogin provider;
    private final LoginSessions sessions;
    private final RefusalLog refusals;
    private final LoginAttempts attempts;

    SessionController(
            LoginSecret secret,
            ConsolePassword password,
            ProviderLogin provider,
            LoginSessions sessions,
            RefusalLog refusals,
            MonotonicClock clock) {
        this.secret = secret;
        this.password = password;
        this.provider = provider;
        this.sessions = sessions;
        this.refusals = refusals;
        this.attempts = new LoginAttempts(clock, LIMIT);
    }

    /**
     * The proof that a person shows for a session.
     *
     * @param secret the secret behind the {@code #} of the link
     */
    record Proof(@Nullable Secret secret, @Nullable Secret password) {}

    /**
     * The ways into the page, besides the link.
     *
     * @param provider the host of the identity provider
     */
    record Ways(boolean password, @Nullable String provider) {}

    @GetMapping(LoginGuard.SESSION)
    Ways ways() {
        return new Ways(password.isSet(), provider.host());
    }

    /** Opens the page. The session that this browser had ends. */
    @PostMapping(LoginGuard.SESSION)
    ResponseEntity<Void> open(
            @RequestBody Proof proof,
            @CookieValue(name = LoginGuard.COOKIE, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        if (proof.password() != null) {
            if (!password.matches(proof.password())) {
                throw refused(request, "not the password of the login page");
            }
        } else if (proof.secret() == null || !secret.isLink(proof.secret().reveal())) {
            // Only wrong secrets are counted: nobody can keep the right one out by guessing.
            Duration pause = attempts.pause();
            if (pause.isPositive()) {
                throw Failure.of(FailureCode.TOO_OFTEN, "too many wrong secrets, the next is looked at in " + pause)
                        .asException();
            }
            attempts.wrong();
            throw refused(request, "not the secret of this start of assistant-service");
        }
        if (cookie != null) {
            sessions.end(cookie);
        }
        return answer(SessionCookie.of(sessions.begin(), sessions.length(), request));
    }

    /** Logs the browser out of the page. The accounts stay as they are. */
    @DeleteMapping(LoginGuard.SESSION)
    ResponseEntity<Void> close(
            @CookieValue(name = LoginGuard.COOKIE, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        if (cookie != null) {
            sessions.end(cookie);
        }
        return answer(SessionCookie.of("", Duration.ZERO, request));
    }

    private RuntimeException refused(HttpServletRequest request, String why) {
        Failure failure = Failure.of(FailureCode.NO_RIGHT, why);
        refusals.refused(request, failure);
        return failure.asException();
    }

    private static ResponseEntity<Void> answer(ResponseCookie cookie) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }
}
