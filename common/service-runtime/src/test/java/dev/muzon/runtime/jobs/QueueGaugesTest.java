package dev.muzon.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.JobState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueGaugesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger counts = new AtomicInteger();
    private volatile CountDownLatch answer = new CountDownLatch(1);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private volatile boolean slow;
    private volatile boolean fails;

    @BeforeEach
    void bind() {
        new QueueGauges("player", this::count, nanos::get).bindTo(meters);
    }

    @Test
    void aScrapeEveryTwoMinutesReadsANumberEachTime() {
        for (int i = 1; i <= 3; i++) {
            assertThat(dead()).isEqualTo(i);
            nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        }
    }

    @Test
    void aCountThatCameTooLateForItsScrapeDoesNotSpoilTheNext() {
        slow = true;
        assertThat(dead()).isNaN();
        slow = false;
        answer.countDown();
        await().until(() -> counts.get() == 1);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(dead()).isEqualTo(2);
    }

    @Test
    void aStoreThatCountsSlowerThanAScrapeWaitsLeavesNoStateWithoutANumber() {
        slow = true;
        dead();
        answer.countDown();
        await().until(() -> counts.get() == 1);
        answer = new CountDownLatch(1);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(dead()).isEqualTo(1);
    }

    @Test
    void aStoreThatKeepsSilentForAMinuteLeavesNoNumber() {
        assertThat(dead()).isEqualTo(1);
        slow = true;
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        dead();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(dead()).isNaN();
        answer.countDown();
    }

    @Test
    void aStoreThatFailsForAMinuteLeavesNoNumber() {
        assertThat(dead()).isEqualTo(1);
        fails = true;
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(dead()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(dead()).isNaN();
    }

    private double dead() {
        return meters.get("muzon.jobs").tag("state", "dead").gauge().value();
    }

    /** Finds one more dead job each time. */
    private Map<JobState, Long> count() {
        if (fails) {
            throw new IllegalStateException("the store is away");
        }
        if (slow) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Map.of(JobState.DEAD, (long) counts.incrementAndGet());
    }
}
