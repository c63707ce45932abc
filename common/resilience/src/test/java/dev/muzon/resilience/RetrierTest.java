package dev.muzon.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetrierTest {
    private static final int ATTEMPTS = 5;

    private final FailureClassifier classifier = FailureClassifier.of(List.of());
    private final List<Failure> reported = new ArrayList<>();
    private final List<Long> slept = new ArrayList<>();
    private final Retrier retrier = new Retrier(
            classifier,
            new FailureLog(classifier, List.of(reported::add)),
            new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(300), 0),
            ATTEMPTS,
            slept::add);

    @Test
    void theLastFailureIsThrownAfterTheLastAttempt() {
        var attempts = new AtomicInteger();

        assertThatThrownBy(() -> retrier.call("the news", () -> {
                    attempts.incrementAndGet();
                    throw new IOException("no route");
                }))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("no route");

        assertThat(attempts).hasValue(5);
        assertThat(slept).containsExactly(5_000L, 10_000L, 20_000L, 40_000L);
        assertThat(reported).hasSize(5);
    }

    @Test
    void aLaterAttemptMaySucceed() {
        var attempts = new AtomicInteger();

        assertThat(retrier.call("the news", () -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IOException("not yet");
                    }
                    return "in";
                }))
                .isEqualTo("in");
        assertThat(slept).containsExactly(5_000L, 10_000L);
    }

    @Test
    void aFloodWaitIsWaitedExactlyBeforeTheNextAttempt() {
        var attempts = new AtomicInteger();

        retrier.run("the greeting", () -> {
            if (attempts.incrementAndGet() == 1) {
                throw Failure.floodWait("", Duration.ofSeconds(3), Failure.FloodWait.Scope.ACCOUNT)
                        .asException();
            }
        });

        assertThat(slept).containsExactly(3_000L);
    }

    @Test
    void aUserErrorIsNotTriedAgain() {
        assertThatThrownBy(() -> retrier.run("the search", () -> {
                    throw Failure.of(FailureCode.NOTHING_FOUND, "nocturne").asException();
                }))
                .isInstanceOf(FailureException.class);
        assertThat(slept).isEmpty();
    }

    @Test
    void anInterruptEndsTheRetries() {
        assertThatThrownBy(() -> retrier.call("the login", () -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("service.draining");
        assertThat(slept).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }
}
