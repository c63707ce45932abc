package dev.muzon.runtime.problem;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answer to failures outside the controllers, in a filter or in the container. */
@RestController
class ProblemErrorController implements ErrorController {
    private final FailureLog failures;

    ProblemErrorController(FailureLog failures) {
        this.failures = failures;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable ResponseEntity<Problem> error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            // A stream that was broken off on purpose. The reason is logged already, and nothing may follow.
            return null;
        }
        // Without an attribute somebody asked for this path by hand.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value();
        Problem problem = Problem.of(failure(request, status), status);
        return ResponseEntity.status(status).headers(problem.headers()).body(problem);
    }

    private Failure failure(HttpServletRequest request, int status) {
        String activity = request.getMethod() + " " + request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return failures.report(activity, thrown);
        }
        Failure failure = status < HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? Failure.of(FailureCode.BAD_INPUT, "HTTP status " + status)
                : Failure.of(FailureCode.INTERNAL, "HTTP status " + status);
        failures.report(activity, failure);
        return failure;
    }
}
