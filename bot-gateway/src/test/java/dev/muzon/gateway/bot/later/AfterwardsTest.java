package dev.muzon.gateway.bot.later;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.ManualLater;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AfterwardsTest {
    private final ManualLater later = new ManualLater();
    private final Afterwards afterwards =
            new Afterwards(later, new FailureLog(FailureClassifier.of(List.of()), List.of()));
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void whatSucceedsIsDoneOnce() {
        afterwards.run("note", attempts::incrementAndGet);
        assertThat(attempts).hasValue(1);
        assertThat(later.delays()).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainUntilItSucceeds() {
        afterwards.run("note", () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("away");
            }
        });
        assertThat(later.next()).isTrue();
        assertThat(later.next()).isTrue();
        assertThat(attempts).hasValue(3);
        assertThat(later.next()).isFalse();
    }

    @Test
    void whatAlwaysFailsIsGivenUp() {
        afterwards.run("note", () -> {
            attempts.incrementAndGet();
            throw new StackOverflowError();
        });
        for (int i = 1; i < Afterwards.ATTEMPTS; i++) {
            assertThat(later.next()).isTrue();
        }
        assertThat(later.next()).isFalse();
        assertThat(attempts).hasValue(Afterwards.ATTEMPTS);
    }
}
