package dev.muzon.gateway.bot.store;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Span;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The time for which a person waits for MongoDB. The driver itself waits longer, so that background work outlives the
 * election of a new primary. While several questions that took too long are still open, the next ones fail at once. One in
 * each {@link #PATIENCE} is asked all the same: a store that is back answers it, although the old ones stay open.
 *
 * <p>A store that answers others is busy, not away. It is waited for longer: a hundred groups that ask for music at once
 * all get it, some a little later.
 */
@Component
public class StorePatience {
    /** Open questions that show an outage. One alone may be bad luck. */
    static final int OUTAGE = 3;

    /** Times the patience after which a busy store is given up, too. */
    private static final int LONGEST = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The longest wait. The driver must wait longer, or it ends what a busy store would still have answered. */
    static final Duration LONGEST_WAIT = PATIENCE.multipliedBy(LONGEST);

    private final Duration patience;

    /** Time of the store's last answer, by the monotonic clock. */
    private final AtomicLong answered = new AtomicLong(System.nanoTime());

    /** Time of the last question that an outage did not turn away, by the monotonic clock. */
    private final AtomicLong looked = new AtomicLong(System.nanoTime());

    /** Questions that were given up and are still open. */
    private final AtomicInteger late = new AtomicInteger();

    @Autowired
    public StorePatience() {
        this(PATIENCE);
    }

    StorePatience(Duration patience) {
        this.patience = patience;
    }

    /**
     * Asks the store. A question that is given up goes on, so it must be harmless when it succeeds later.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable} when it takes too long
     */
    public <T> T ask(Supplier<T> question) {
        if (late.get() >= OUTAGE && !answersOthers() && !isNextLook()) {
            throw Failure.of(FailureCode.STORE_UNAVAILABLE, "earlier questions are still open")
                    .asException();
        }
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, WorkContext::aside);
        CompletableFuture<T> _ = answer.thenApply(it -> {
            answered.set(System.nanoTime());
            return it;
        });
        try {
            return await(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "the process ends").causedBy(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A question to MongoDB went wrong", e.getCause());
        }
    }

    /**
     * Has the store note something.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable} when it takes too long
     */
    public void run(Runnable note) {
        boolean _ = ask(() -> {
            note.run();
            return true;
        });
    }

    private <T> T await(CompletableFuture<T> answer) throws InterruptedException, ExecutionException {
        for (int times = 1; ; times++) {
            try {
                return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (!answersOthers() || times >= LONGEST) {
                    late.incrementAndGet();
                    looked.set(System.nanoTime());
                    CompletableFuture<T> _ = answer.whenComplete((_, _) -> late.decrementAndGet());
                    throw Failure.of(
                                    FailureCode.STORE_UNAVAILABLE,
                                    "no answer within " + new Span(patience.multipliedBy(times)))
                            .causedBy(e);
                }
            }
        }
    }

    /** Returns whether this question may find out that the store is back. */
    private boolean isNextLook() {
        long last = looked.get();
        long now = System.nanoTime();
        return now - last >= patience.toNanos() && looked.compareAndSet(last, now);
    }

    private boolean answersOthers() {
        return System.nanoTime() - answered.get() < patience.toNanos();
    }
}
