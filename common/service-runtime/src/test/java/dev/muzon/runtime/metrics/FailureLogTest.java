package dev.muzon.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muzon.coordination.LoopFailures;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final ListAppender<ILoggingEvent> ends = new ListAppender<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of());

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
        ends.start();
        ofLoops().addAppender(ends);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        ofLoops().detachAppender(ends);
    }

    private static Logger ofLoops() {
        return (Logger) LoggerFactory.getLogger(LoopFailures.class);
    }

    // One outage of the store had a line of each loop that met it.
    @Test
    void loopsThatMetOneOutageEachWroteALine() {
        Failure away = Failure.of(FailureCode.STORE_UNAVAILABLE, "away");
        var claiming = new LoopFailures(failures, "claiming jobs");
        var renewing = new LoopFailures(failures, "renewing leases");

        claiming.failed(away.asException());
        renewing.failed(away.asException());
        renewing.failed(away.asException());

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("Claiming jobs: ");
        claiming.succeeded();
        renewing.ended();
        renewing.failed(away.asException());
        assertThat(lines.list).hasSize(2);
    }

    // A loop that looked at cards twice a second wrote 55 lines of one outage.
    @Test
    void anActivityThatMetTheStoresOutageAgainWroteItsLineEachTime() {
        var now = new AtomicLong();
        var timed = new FailureLog(FailureClassifier.of(List.of()), List.of(), now::get);
        Failure away = Failure.of(FailureCode.STORE_UNAVAILABLE, "away");
        for (int second = 0; second < 300; second++) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            timed.report("cards", away);
        }
        timed.report("library", away);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Cards: store.unavailable: away", "Library: store.unavailable: away");

        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        timed.report("cards", away);
        assertThat(lines.list).hasSize(3);
    }

    @Test
    void anOutageThatLoopsMeetAnewIsToldAnew() {
        Failure away = Failure.of(FailureCode.STORE_UNAVAILABLE, "away");
        var claiming = new LoopFailures(failures, "claiming jobs");
        for (int outage = 1; outage <= 2; outage++) {
            claiming.failed(away.asException());
            claiming.succeeded();
            assertThat(lines.list).hasSize(outage);
            assertThat(ends.list)
                    .hasSize(outage)
                    .last()
                    .satisfies(end -> assertThat(end.getFormattedMessage())
                            .isEqualTo("MongoDB answers again. The last to notice: claiming jobs"));
        }
    }

    @Test
    void linesOfFailuresBeganWithASmallLetter() {
        failures.report("card of chat -1", Failure.of(FailureCode.MESSAGE_GONE, "deleted"));
        failures.report("/play", Failure.of(FailureCode.MESSAGE_GONE, "deleted"));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Card of chat -1: message.gone: deleted", "/play: message.gone: deleted");
    }
}
