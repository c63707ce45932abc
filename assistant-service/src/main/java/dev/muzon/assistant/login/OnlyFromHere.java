package dev.muzon.assistant.login;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The login page is for whoever sits on this host, or tunnels to it ({@code ssh -L}, {@code kubectl port-forward}):
 * a QR code that strangers can see is an account that strangers can replace. Pages of other sites cannot use it
 * either: the host name must be a local one, and what changes something needs a header that they may not send.
 */
@Component
class OnlyFromHere extends OncePerRequestFilter {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PAGE = "X-Muzon-Page";
    private static final String REMEDY =
            "the login page answers only on this host: use ssh -L or kubectl port-forward, and open it by a local name";

    private final FailureLog failures;

    OnlyFromHere(FailureLog failures) {
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/v1/")
                || path.startsWith("/actuator")
                || path.equals("/livez")
                || path.equals("/readyz");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean here = InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null
                && LOCAL.contains(request.getServerName());
        boolean harmless = request.getMethod().equals("GET") || request.getHeader(PAGE) != null;
        if (here && harmless) {
            response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
            response.setHeader("Cache-Control", "no-store");
            chain.doFilter(request, response);
        } else {
            Failure failure = Failure.user(FailureCode.NO_RIGHT, REMEDY);
            failures.report(request.getMethod() + " " + request.getRequestURI(), failure);
            Problem.of(failure).writeTo(response);
        }
    }
}
