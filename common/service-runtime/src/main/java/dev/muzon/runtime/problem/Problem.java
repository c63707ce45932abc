package dev.muzon.runtime.problem;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of every error answer: RFC 9457 with the whole {@link Failure}, so that the peer gets the same one.
 *
 * @param type {@code urn:muzon:failure:} and the code
 * @param title the code
 * @param status the HTTP status, repeated as the RFC wants it
 * @param detail for engineers
 */
public record Problem(URI type, String title, int status, String detail, FailureCode code, Failure failure) {
    /** Jackson's own defaults are the wire's: ISO-8601 durations, unknown properties ignored. */
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Makes a problem with the status of the failure's code. */
    public static Problem of(Failure failure) {
        return of(failure, failure.code().httpStatus());
    }

    /** Makes a problem with a status that HTTP itself demands, such as 405. */
    public static Problem of(Failure failure, int status) {
        String code = failure.code().value();
        return new Problem(
                URI.create("urn:muzon:failure:" + code), code, status, failure.detail(), failure.code(), failure);
    }

    /** Reads a problem. Returns null when the text is not a problem that one of our services wrote. */
    public static @Nullable Problem parse(byte[] json) {
        try {
            Problem problem = JSON.readValue(json, Problem.class);
            return problem.failure() == null ? null : problem;
        } catch (JacksonException _) {
            return null;
        }
    }

    /** Returns the body, in UTF-8. */
    public byte[] json() {
        return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the headers that go with the body. */
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        Duration retryAfter = switch (failure) {
            case Failure.Transient passing -> passing.retryAfter();
            case Failure.FloodWait flood -> flood.retryAfter();
            default -> null;
        };
        if (retryAfter != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(retryAfter.plusMillis(999).toSeconds()));
        }
        return headers;
    }

    /** Writes the problem as the answer, for filters. */
    public void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.getOutputStream().write(json());
    }
}
