package dev.muzon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AwaitDefaultsTest {
    @Test
    void anAwaitWithoutALimitWaitsForAMinute() {
        AtomicLong left = new AtomicLong();

        await().conditionEvaluationListener(condition -> left.set(condition.getRemainingTimeInMS()))
                .until(() -> true);

        assertThat(left.get()).isGreaterThan(AwaitDefaults.DEFAULT.dividedBy(2).toMillis());
    }
}
