package dev.muzon.runtime.problem;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answer to requests that Tomcat refuses before Spring sees them, such as one with forbidden characters in its path.
 * Tomcat creates it by name.
 */
public final class ProblemReportValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        Failure failure = status < HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? Failure.of(FailureCode.BAD_INPUT, "not a valid HTTP request")
                : Failure.of(FailureCode.INTERNAL, "refused by the container");
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            var reporter = response.getReporter();
            if (reporter != null) {
                reporter.write(new String(Problem.of(failure, status).json(), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The client did not wait for its answer", e);
        }
    }
}
