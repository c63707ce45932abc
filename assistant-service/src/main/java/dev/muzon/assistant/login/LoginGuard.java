package dev.muzon.assistant.login;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.runtime.auth.RefusalLog;
import dev.muzon.runtime.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Guard of the login page: strangers who see a QR code could replace the account. Every question to {@code /login}
 * needs the cookie that the page gets for the secret link, the password or a login at the identity provider. Pages of
 * other sites cannot use it either: the host name must be a local one or the published one, and a change needs a header
 * that they may not send. A request that came through a proxy is refused, unless the page is published by its name and
 * over TLS.
 */
@Component
class LoginGuard extends OncePerRequestFilter {
    /** Sent to {@code /login} only: cookies do not know ports, and other programs listen on this host too. */
    static final String COOKIE = "muzon-login";

    static final String PATH = "/login";
    static final String SESSION = PATH + "/session";
    static final String PROVIDER = PATH + "/provider";

    private static final String PAGE = "X-Muzon-Page";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> PROXIES = Set.of("forwarded", "via", "x-real-ip");
    private static final String FORWARDED = "x-forwarded-";

    private static final Failure ELSEWHERE = Failure.of(
            FailureCode.NO_RIGHT,
            "the login page answers only on this host: use ssh -L or kubectl port-forward, and open it"
                    + " by a local name, or publish it with MUZON_CONSOLE_HOST");
    private static final Failure NOT_THE_PAGE =
            Failure.of(FailureCode.NO_RIGHT, "a change must come from the login page");
    private static final Failure WITHOUT_SECRET = Failure.of(
            FailureCode.NO_RIGHT,
            "log in, or open the link that assistant-service printed to its log at its last start");

    private final LoginSessions sessions;
    private final String published;
    private final RefusalLog refusals;

    LoginGuard(LoginSessions sessions, ConsoleProperties settings, RefusalLog refusals) {
        this.sessions = sessions;
        this.published = settings.host();
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isOfThePage(request);
    }

    /** Tells whether a path is neither of the REST API nor of operations. */
    static boolean isOfThePage(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.startsWith("/v1/")
                && !path.startsWith("/actuator")
                && !path.equals(ServicePaths.LIVENESS)
                && !path.equals(ServicePaths.READINESS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        Failure refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            refusals.refused(request, refusal);
            Problem.of(refusal).writeTo(response);
        }
    }

    private @Nullable Failure refusal(HttpServletRequest request) {
        if (!fromHere(request) && !isPublished(request)) {
            return ELSEWHERE;
        }
        if (!request.getMethod().equals("GET") && (request.getHeader(PAGE) == null || fromAnotherSite(request))) {
            return NOT_THE_PAGE;
        }
        return needsCookie(request.getServletPath()) && !hasCookie(request) ? WITHOUT_SECRET : null;
    }

    private static boolean fromHere(HttpServletRequest request) {
        return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                && LOCAL.contains(request.getServerName())
                && Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(name -> PROXIES.contains(name) || name.startsWith(FORWARDED));
    }

    /** Tells whether a request came over TLS to the name by which the page is published. */
    private boolean isPublished(HttpServletRequest request) {
        return !published.isEmpty() && published.equalsIgnoreCase(request.getServerName()) && isSecure(request);
    }

    /** Tells whether the browser has TLS, so that a cookie may be limited to it. */
    static boolean isSecure(HttpServletRequest request) {
        return "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    /** Tells whether a browser says so. Other clients, which act for no person, say nothing. */
    private static boolean fromAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin");
    }

    /** Tells whether a path needs the cookie. The page itself holds nothing secret and tells where the link is. */
    private static boolean needsCookie(String path) {
        return path.startsWith(PATH + "/") && !path.equals(SESSION) && !path.equals(PROVIDER);
    }

    private boolean hasCookie(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && sessions.isOpen(cookie.getValue());
    }
}
