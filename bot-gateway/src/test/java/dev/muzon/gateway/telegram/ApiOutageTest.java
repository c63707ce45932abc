package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ApiOutageTest {
    private final List<Failure> counted = new ArrayList<>();
    private final FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of(counted::add));
    private final ApiOutage polling = new ApiOutage(failures, "polling");
    private final ApiOutage introduction = new ApiOutage(failures, "introducing the bot");
    private final Throwable away =
            new Failure.Transient(FailureCode.TELEGRAM_UNAVAILABLE, "no network", null).asException();

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("dev.muzon");

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    private Stream<String> said() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage);
    }

    @Test
    void anOutageOfSomeMinutesFilledTheLog() {
        for (int attempt = 0; attempt < 10; attempt++) {
            polling.failed(away);
            introduction.failed(away);
        }
        introduction.succeeded();
        polling.succeeded();
        polling.succeeded();

        assertThat(said())
                .containsExactly("Polling: telegram.unavailable: no network", "Recovered from the outage: polling");
        assertThat(counted).hasSize(20);
    }

    @Test
    void theNextOutageIsToldAgain() {
        polling.failed(away);
        polling.succeeded();
        introduction.failed(away);

        assertThat(said().filter(line -> line.contains("no network"))).hasSize(2);
    }

    @Test
    void whatDoesNotPassIsToldEachTime() {
        var rejected = new Failure.Critical(FailureCode.BOT_TOKEN_REJECTED, "planned").asException();
        polling.failed(rejected);
        polling.failed(rejected);

        assertThat(said().filter(line -> line.startsWith("Polling: "))).hasSize(2);
    }
}
