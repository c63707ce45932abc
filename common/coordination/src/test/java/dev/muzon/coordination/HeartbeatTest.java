package dev.muzon.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration TTL = Duration.ofMillis(300);

    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();

    private Heartbeat heartbeat;

    @AfterEach
    void close() {
        heartbeat.close();
    }

    private Heartbeat start(BooleanSupplier renew) {
        return start(System.nanoTime(), false, renew);
    }

    private Heartbeat start(long claimedAt, boolean keptInOutage, BooleanSupplier renew) {
        return Heartbeat.start(
                new Heartbeat.Term("test", TTL, claimedAt, keptInOutage),
                renew,
                losses::incrementAndGet,
                TestFailures.log());
    }

    @Test
    void aHeartbeatRenewsUntilClosed() {
        heartbeat = start(() -> beats.incrementAndGet() > 0);
        await().until(() -> beats.get() >= 5);
        heartbeat.close();

        int last = beats.get();
        await().during(TTL).until(() -> beats.get() <= last + 1);
        assertThat(losses).hasValue(0);
    }

    @Test
    void aClaimThatBelongsToSomebodyElseIsLostOnce() {
        heartbeat = start(() -> {
            beats.incrementAndGet();
            return false;
        });
        await().until(() -> losses.get() == 1);
        assertThat(losses).hasValue(1);
        assertThat(beats).hasValue(1);
    }

    /** Tests a process that stands still: it cannot be told of the loss, but asking must not say otherwise. */
    @Test
    void aClaimIsNotHeldLongerThanItsTimeAfterTheLastRenewal() {
        heartbeat = start(() -> beats.incrementAndGet() > 0);
        assertThat(heartbeat.holds()).isTrue();
        Heartbeat late = start(System.nanoTime() - TTL.toNanos(), false, () -> true);
        assertThat(late.holds()).isFalse();
        late.close();
    }

    @Test
    void aShortOutageIsBridged() {
        heartbeat = start(() -> {
            if (beats.incrementAndGet() == 1) {
                throw new IllegalStateException("the store is away");
            }
            return true;
        });
        await().until(() -> beats.get() >= 5);
        assertThat(losses).hasValue(0);
    }

    @Test
    void anOutageOfAWholeLeaseLosesTheClaim() {
        heartbeat = start(() -> {
            throw new IllegalStateException("the store is away");
        });
        await().until(() -> losses.get() == 1);
    }

    @Test
    void aStoreThatDoesNotAnswerLosesTheClaim() {
        CountDownLatch never = new CountDownLatch(1);
        heartbeat = start(() -> {
            try {
                return never.await(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                return true;
            }
        });
        await().until(() -> losses.get() == 1);
    }

    @Test
    void aClaimKeptInOutagesIsLostOnlyWhenTheStoreSaysSo() {
        AtomicBoolean taken = new AtomicBoolean();
        heartbeat = start(System.nanoTime(), true, () -> {
            if (!taken.get() && beats.incrementAndGet() > 0) {
                throw new NoClassDefFoundError("the store is away");
            }
            return false;
        });
        await().during(TTL.multipliedBy(3)).until(() -> losses.get() == 0 && heartbeat.holds());

        taken.set(true);

        await().until(() -> losses.get() == 1);
    }
}
