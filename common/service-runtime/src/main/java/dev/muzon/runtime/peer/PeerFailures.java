package dev.muzon.runtime.peer;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.problem.Problem;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Conversion of everything but success into a {@link dev.muzon.protocol.failure.FailureException}. */
final class PeerFailures implements ClientHttpRequestInterceptor {
    /** Our own problems are smaller, and a foreign body is not worth reading. */
    private static final int LARGEST_PROBLEM = 64 * 1024;

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        try {
            ClientHttpResponse response = execution.execute(request, body);
            if (response.getStatusCode().isError()) {
                try (response) {
                    throw failure(request, response).asException();
                }
            }
            return response;
        } catch (IOException e) {
            throw unreachable(origin(request), e).causedBy(e);
        }
    }

    private static Failure failure(HttpRequest request, ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (status == FailureCode.UNAUTHENTICATED.httpStatus()) {
            return Failure.of(FailureCode.TOKEN_REFUSED, origin(request) + " does not accept our internal token");
        }
        Problem problem = Problem.parse(response.getBody().readNBytes(LARGEST_PROBLEM));
        if (problem != null) {
            return problem.failure();
        }
        String detail = request.getMethod() + " " + request.getURI() + " was answered " + status;
        return response.getStatusCode().is5xxServerError()
                ? Failure.of(FailureCode.PEER_UNAVAILABLE, detail)
                : Failure.of(FailureCode.INTERNAL, detail);
    }

    /** @param peer the address, or the question, that waits for an answer */
    static Failure unreachable(String peer, IOException thrown) {
        if (thrown.getCause() instanceof InterruptedException) {
            return Failure.of(FailureCode.DRAINING, "interrupted while waiting for " + peer);
        }
        boolean late = thrown instanceof HttpTimeoutException || thrown.getCause() instanceof TimeoutException;
        return Failure.of(
                FailureCode.PEER_UNAVAILABLE, peer + " does not answer" + (late ? " in time" : ": " + thrown));
    }

    private static String origin(HttpRequest request) {
        return request.getURI().getScheme() + "://" + request.getURI().getAuthority();
    }
}
