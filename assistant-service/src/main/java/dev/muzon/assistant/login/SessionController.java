package dev.muzon.assistant.login;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Exchange of the secret from the link for the cookie that the rest of {@code /login} needs. */
@RestController
class SessionController {
    private final LoginSecret secret;
    private final LoginAttempts attempts;

    SessionController(LoginSecret secret, LoginAttempts attempts) {
        this.secret = secret;
        this.attempts = attempts;
    }

    /** The secret behind the {@code #} of the link. */
    record Link(@Nullable Secret secret) {}

    /** Opens the page. Only wrong secrets are counted: nobody can keep the right one out by guessing. */
    @PostMapping(LoginGuard.SESSION)
    ResponseEntity<Void> open(@RequestBody Link link) {
        if (link.secret() == null || !secret.isLink(link.secret().reveal())) {
            Duration pause = attempts.pause();
            if (pause.isPositive()) {
                throw Failure.of(FailureCode.TOO_OFTEN, "too many wrong secrets, the next is looked at in " + pause)
                        .asException();
            }
            attempts.wrong();
            throw Failure.of(FailureCode.NO_RIGHT, "not the secret of this start of assistant-service")
                    .asException();
        }
        ResponseCookie cookie = ResponseCookie.from(LoginGuard.COOKIE, secret.cookie())
                .httpOnly(true)
                .sameSite("Strict")
                .path(LoginGuard.PATH)
                .build();
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }
}
