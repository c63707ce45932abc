package dev.muzon.assistant.login;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.ResponseCookie;

/** The cookie of a browser that is logged in to the page. */
final class SessionCookie {
    private SessionCookie() {}

    static ResponseCookie of(String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(LoginGuard.COOKIE, value)
                .httpOnly(true)
                .secure(LoginGuard.isSecure(request))
                .sameSite("Strict")
                .path(LoginGuard.PATH)
                .maxAge(age)
                .build();
    }
}
