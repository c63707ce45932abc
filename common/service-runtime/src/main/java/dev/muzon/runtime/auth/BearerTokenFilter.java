package dev.muzon.runtime.auth;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;

/** Closed by default: what is not declared public needs the internal token. */
final class BearerTokenFilter extends OncePerRequestFilter {
    private final InternalToken token;
    private final List<PublicPaths> open;
    private final FailureLog failures;

    BearerTokenFilter(InternalToken token, List<PublicPaths> open, FailureLog failures) {
        this.token = token;
        this.open = List.copyOf(open);
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPublic(request) || token.matches(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
            return;
        }
        Failure failure = Failure.user(FailureCode.UNAUTHENTICATED, "needs the internal token as a bearer token");
        failures.report(request.getMethod() + " " + request.getRequestURI(), failure);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problem.of(failure).writeTo(response);
    }

    private boolean isPublic(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return open.stream().anyMatch(paths -> paths.contain(path));
    }
}
