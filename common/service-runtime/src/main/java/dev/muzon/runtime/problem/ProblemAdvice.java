package dev.muzon.runtime.problem;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Conversion of exceptions that leave a controller into a {@link Problem}. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private final FailureLog failures;

    ProblemAdvice(FailureLog failures) {
        this.failures = failures;
    }

    /** Answers exceptions that Spring has no status for. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> any(Exception thrown, WebRequest request) throws Exception {
        if (DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            return null;
        }
        Failure failure = passedOn(thrown)
                ? failures.passOn(activity(request), thrown)
                : failures.report(activity(request), thrown);
        if (committed(request)) {
            // A problem behind half of a stream would end it properly. The web server has to break the connection.
            throw thrown;
        }
        return answer(Problem.of(failure), HttpHeaders.EMPTY);
    }

    /** Returns whether the caller gets the whole failure, and reports it. What needs a developer is reported here. */
    private static boolean passedOn(Exception thrown) {
        return thrown instanceof FailureException refused && !(refused.failure() instanceof Failure.Critical);
    }

    private static boolean committed(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                && servlet.getResponse() != null
                && servlet.getResponse().isCommitted();
    }

    /** Answers exceptions that Spring has a status for: no such path, wrong method, unreadable body. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception thrown, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String activity = activity(request);
        if (status.is5xxServerError()) {
            return answer(Problem.of(failures.report(activity, thrown), status.value()), headers);
        }
        Failure failure = Failure.of(FailureCode.BAD_INPUT, detail(thrown));
        failures.report(activity, failure);
        return answer(Problem.of(failure, status.value()), headers);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders springs) {
        return ResponseEntity.status(problem.status())
                .headers(springs)
                .headers(problem.headers())
                .body(problem);
    }

    private static String detail(Exception thrown) {
        if (thrown instanceof BindException fields) {
            return fields.getFieldErrors().stream()
                    .map(field -> field.getField() + " " + field.getDefaultMessage())
                    .collect(Collectors.joining("; "));
        }
        String detail =
                thrown instanceof ErrorResponse spring ? spring.getBody().getDetail() : null;
        return detail == null ? thrown.getClass().getSimpleName() : detail;
    }

    private static String activity(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getHttpMethod() + " " + servlet.getRequest().getRequestURI()
                : request.getDescription(false);
    }
}
