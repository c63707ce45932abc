package dev.muzon.runtime.auth;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Guard of every path, closed by default: what is not declared public needs the internal token. A path that can be read
 * in two ways is refused first, with and without a token.
 */
final class BearerTokenFilter extends OncePerRequestFilter {
    private static final Failure AMBIGUOUS =
            Failure.of(FailureCode.BAD_INPUT, "the path can be read in more than one way");
    private static final Failure WITHOUT_TOKEN =
            Failure.of(FailureCode.UNAUTHENTICATED, "needs the internal token as a bearer token");

    private final InternalToken token;
    private final List<PublicPaths> open;
    private final RefusalLog refusals;

    BearerTokenFilter(InternalToken token, List<PublicPaths> open, RefusalLog refusals) {
        this.token = token;
        this.open = List.copyOf(open);
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = PlainPath.of(request);
        if (path == null) {
            refuse(request, response, AMBIGUOUS);
        } else if (token.matches(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(new Authenticated(request), response);
        } else if (isPublic(path)) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            refuse(request, response, WITHOUT_TOKEN);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Failure failure) throws IOException {
        refusals.refused(request, failure);
        Problem.of(failure).writeTo(response);
    }

    /** A request with the internal token. Actuator tells it the parts of the health and their details. */
    private static final class Authenticated extends HttpServletRequestWrapper {
        Authenticated(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> "internal";
        }
    }

    private boolean isPublic(String path) {
        return open.stream().anyMatch(paths -> paths.contain(path));
    }
}
