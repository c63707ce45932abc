package dev.muzon.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.LoopLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
    private final Throwable storeAway =
            Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();
    private final Throwable telegramAway =
            Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "no network").asException();

    private final Logger log = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final List<Failure> counted = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final FailureLog failures =
            new FailureLog(FailureClassifier.of(List.of()), List.of(counted::add), now::get);
    private final LoopLog claiming = new LoopLog(failures, "claiming jobs");
    private final LoopLog renewing = new LoopLog(failures, "renewing leases");

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
    }

    private Stream<String> said() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage);
    }

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    // An outage of the store had a line of each loop that met it, and one of each attempt.
    @Test
    void loopsThatMetOneOutageEachWroteALine() {
        for (int attempt = 0; attempt < 10; attempt++) {
            claiming.failed(storeAway);
            renewing.failed(storeAway);
        }
        pass(42);
        renewing.succeeded();
        claiming.succeeded();
        claiming.succeeded();

        assertThat(said())
                .containsExactly(
                        "Claiming jobs: store.unavailable: away",
                        "MongoDB answers again after 42 s. Failures meanwhile: 20. The last to notice: claiming jobs");
        assertThat(counted).hasSize(20);
    }

    // A loop that looked at cards twice a second wrote 55 lines of one outage.
    @Test
    void whateverMetTheStoresOutageWroteItsLine() {
        for (int second = 0; second < 300; second++) {
            pass(1);
            failures.report("cards", storeAway);
            failures.report("library", storeAway);
        }
        assertThat(said()).containsExactly("Cards: store.unavailable: away");

        pass(60);
        failures.report("library", storeAway);
        assertThat(said()).hasSize(2).last().isEqualTo("Library: store.unavailable: away");
    }

    @Test
    void anOutageThatALoopWaitsForIsNotToldAnewHoweverQuietItIs() {
        claiming.failed(storeAway);
        pass(600);
        failures.report("cards", storeAway);

        assertThat(said()).containsExactly("Claiming jobs: store.unavailable: away");
    }

    // The end of any trouble that passes by itself was told as MongoDB's.
    @Test
    void theEndOfAnOutageNamesWhatWasAway() {
        claiming.failed(telegramAway);
        renewing.failed(storeAway);
        pass(1);
        claiming.succeeded();
        renewing.succeeded();

        assertThat(said())
                .containsExactly(
                        "Claiming jobs: telegram.unavailable: no network",
                        "Renewing leases: store.unavailable: away",
                        "Telegram answers again after 1 s. Failures meanwhile: 1. The last to notice: claiming jobs",
                        "MongoDB answers again after 1 s. Failures meanwhile: 1. The last to notice: renewing leases");
    }

    @Test
    void theNextOutageIsToldAnew() {
        for (int outage = 1; outage <= 2; outage++) {
            claiming.failed(storeAway);
            claiming.succeeded();
            assertThat(said()).hasSize(2 * outage);
        }
    }

    @Test
    void aLoopThatIsOverSaysNothingOfTheEnd() {
        claiming.failed(storeAway);
        claiming.ended();

        assertThat(said()).containsExactly("Claiming jobs: store.unavailable: away");
    }

    @Test
    void aLoopThatMeetsAnotherOutageLeavesTheFirst() {
        claiming.failed(storeAway);
        claiming.failed(telegramAway);
        claiming.succeeded();
        failures.report("cards", storeAway);

        assertThat(said())
                .containsExactly(
                        "Claiming jobs: store.unavailable: away",
                        "Claiming jobs: telegram.unavailable: no network",
                        "Telegram answers again after 0 s. Failures meanwhile: 1. The last to notice: claiming jobs",
                        "Cards: store.unavailable: away");
    }

    @Test
    void whatDoesNotPassIsToldEachTime() {
        var rejected = new Failure.Critical(FailureCode.BOT_TOKEN_REJECTED, "planned").asException();
        claiming.failed(rejected);
        claiming.failed(rejected);

        assertThat(said()).hasSize(2).allMatch(line -> line.startsWith("Claiming jobs: "));
    }

    @Test
    void linesOfFailuresBeganWithASmallLetter() {
        failures.report("card of chat -1", Failure.of(FailureCode.MESSAGE_GONE, "deleted"));
        failures.report("/play", Failure.of(FailureCode.MESSAGE_GONE, "deleted"));
        assertThat(said()).containsExactly("Card of chat -1: message.gone: deleted", "/play: message.gone: deleted");
    }
}
