package dev.muzon.runtime.config;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The line about a port that another process has. Spring Boot writes a dozen, and a supervisor starts the service again
 * and again.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TakenPort implements SpringBootExceptionReporter {
    private static final Logger log = LoggerFactory.getLogger(TakenPort.class);

    @Override
    public boolean reportException(Throwable failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof PortInUseException taken) {
                log.error("Service did not start: another process has its port {}", taken.getPort());
                return true;
            }
        }
        return false;
    }
}
