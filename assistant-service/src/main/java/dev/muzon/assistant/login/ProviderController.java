package dev.muzon.assistant.login;

import dev.muzon.assistant.login.ProviderLogin.ProviderAnswer;
import dev.muzon.assistant.login.oidc.Person;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.auth.RefusalLog;
import dev.muzon.runtime.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The way to the identity provider and back. It ends with the page, and the session's cookie if all was well. */
@RestController
class ProviderController {
    /** Of a login that has begun. The provider's page leads back from another site, so a strict one would not come. */
    static final String COOKIE = "muzon-provider";

    private static final Logger log = LoggerFactory.getLogger(ProviderController.class);

    private final ProviderLogin login;
    private final LoginSessions sessions;
    private final RefusalLog refusals;

    ProviderController(ProviderLogin login, LoginSessions sessions, RefusalLog refusals) {
        this.login = login;
        this.sessions = sessions;
        this.refusals = refusals;
    }

    /** The address that the browser goes to. */
    record Way(URI page) {}

    /** Begins a login. */
    @PostMapping(LoginGuard.PROVIDER)
    ResponseEntity<Object> begin(HttpServletRequest request) {
        try {
            ProviderLogin.Begun begun = login.begin(back(request));
            return ResponseEntity.ok()
                    .header(
                            HttpHeaders.SET_COOKIE,
                            cookie(begun.cookie(), ProviderTickets.LONGEST, request)
                                    .toString())
                    .body(new Way(begun.page()));
        } catch (FailureException e) {
            refusals.refused(request, e.failure());
            Problem problem = Problem.of(e.failure());
            return ResponseEntity.status(problem.status())
                    .headers(problem.headers())
                    .body(problem);
        }
    }

    /** Takes the browser back from the provider. A refusal is told by the page. */
    @GetMapping(LoginGuard.PROVIDER)
    ResponseEntity<Void> end(
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie, HttpServletRequest request) {
        var page = ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie("", Duration.ZERO, request).toString());
        try {
            Person person = login.finish(
                    cookie,
                    back(request),
                    new ProviderAnswer(
                            request.getParameter("code"),
                            request.getParameter("state"),
                            request.getParameter("iss"),
                            request.getParameter("error")));
            log.info("Login page was opened by {} of {}", person.subject(), login.host());
        } catch (FailureException e) {
            refusals.refused(request, e.failure());
            return page.location(URI.create("/?login=" + e.failure().code().value()))
                    .build();
        }
        return page.header(
                        HttpHeaders.SET_COOKIE,
                        SessionCookie.of(sessions.begin(), sessions.length(), request)
                                .toString())
                .location(URI.create("/"))
                .build();
    }

    /** Returns this address as the browser knows it. The guard has checked the host. */
    private static URI back(HttpServletRequest request) {
        return UriComponentsBuilder.newInstance()
                .scheme(LoginGuard.isSecure(request) ? "https" : "http")
                .host(request.getServerName())
                .port(hasUsualPort(request) ? -1 : request.getServerPort())
                .path(LoginGuard.PROVIDER)
                .build()
                .toUri();
    }

    /** Tells whether the browser's address names no port. A proxy with TLS is seen here over plain HTTP. */
    private static boolean hasUsualPort(HttpServletRequest request) {
        return request.getServerPort() == 80 || request.getServerPort() == 443;
    }

    private static ResponseCookie cookie(String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(LoginGuard.isSecure(request))
                .sameSite("Lax")
                .path(LoginGuard.PROVIDER)
                .maxAge(age)
                .build();
    }
}
