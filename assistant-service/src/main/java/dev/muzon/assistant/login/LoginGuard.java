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
 * needs the cookie that the page gets for the secret link. Pages of other sites cannot use it either: the host name
 * must be a local one, and a change needs a header that they may not send. A request that came through a proxy is
 * refused, because the page was never meant to be published.
 */
@Component
class LoginGuard extends OncePerRequestFilter {
    /** Sent to {@code /login} only: cookies do not know ports, and other programs listen on this host too. */
    static final String COOKIE = "muzon-login";

    static final String PATH = "/login";
    static final String SESSION = PATH + "/session";

    private static final String PAGE = "X-Muzon-Page";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> PROXIES = Set.of("forwarded", "via", "x-real-ip");
    private static final String FORWARDED = "x-forwarded-";

    private static final Failure ELSEWHERE = Failure.of(
            FailureCode.NO_RIGHT,
            "the login page answers only on this host: use ssh -L or kubectl port-forward, and open it by a local name");
    private static final Failure NOT_THE_PAGE =
            Failure.of(FailureCode.NO_RIGHT, "a change must come from the login page");
    private static final Failure WITHOUT_SECRET = Failure.of(
            FailureCode.NO_RIGHT, "open the link that assistant-service printed to its log at its last start");

    private final LoginSecret secret;
    private final RefusalLog refusals;

    LoginGuard(LoginSecret secret, RefusalLog refusals) {
        this.secret = secret;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/v1/")
                || path.startsWith("/actuator")
                || path.equals(ServicePaths.LIVENESS)
                || path.equals(ServicePaths.READINESS);
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
        if (!fromHere(request)) {
            return ELSEWHERE;
        }
        if (!request.getMethod().equals("GET") && request.getHeader(PAGE) == null) {
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

    /** Tells whether a path needs the cookie. The page itself holds nothing secret and tells where the link is. */
    private static boolean needsCookie(String path) {
        return path.startsWith(PATH + "/") && !path.equals(SESSION);
    }

    private boolean hasCookie(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && secret.isCookie(cookie.getValue());
    }
}
