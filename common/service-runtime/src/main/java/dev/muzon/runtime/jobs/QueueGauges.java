package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.JobState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gauge {@code muzon_jobs} by queue and state. A scrape counts and waits for it a short while. When the store does
 * not answer in time, the scrape gets the last count, and no number once the store has been away for a minute.
 */
final class QueueGauges {
    private static final Logger log = LoggerFactory.getLogger(QueueGauges.class);
    /** The states of one scrape share one count. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration WORTHLESS = Duration.ofMinutes(1);

    private final String queue;
    private final Supplier<Map<JobState, Long>> count;
    private final LongSupplier nanos;
    private @Nullable Counted last;
    private @Nullable FutureTask<Counted> counting;
    private long begun;
    private boolean failed;

    /**
     * Makes gauges of a queue.
     *
     * @param count counts the queue's jobs by state, and takes as long as the store does
     * @param nanos a clock as {@link System#nanoTime()}
     */
    QueueGauges(String queue, Supplier<Map<JobState, Long>> count, LongSupplier nanos) {
        this.queue = queue;
        this.count = count;
        this.nanos = nanos;
    }

    void bindTo(MeterRegistry meters) {
        for (JobState state : List.of(JobState.WAIT, JobState.READY, JobState.RUN, JobState.DEAD)) {
            Gauge.builder("muzon.jobs", this, gauges -> gauges.count(state))
                    .description("Jobs in the queue by state; dead ones wait for an operator")
                    .tag("queue", queue)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
    }

    private synchronized double count(JobState state) {
        takeAnswer();
        if (last == null || olderThan(FRESH, last)) {
            recount();
        }
        return last == null || (olderThan(WORTHLESS, last) && storeIsAway())
                ? Double.NaN
                : last.jobs().getOrDefault(state, 0L);
    }

    /** Counts again. A count that takes longer than a scrape waits goes on, for the other states and the next scrape. */
    private void recount() {
        FutureTask<Counted> task = counting;
        if (task == null) {
            task = new FutureTask<>(() -> new Counted(count.get(), nanos.getAsLong()));
            counting = task;
            begun = nanos.getAsLong();
            Thread.ofVirtual().name("count " + queue).start(task);
        }
        try {
            task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.debug("Jobs of {} not counted within {}", queue, PATIENCE);
        } catch (ExecutionException e) {
            log.debug("Jobs of {} not counted", queue, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        takeAnswer();
    }

    /** Takes the answer of a count that has ended, however long it took. */
    private void takeAnswer() {
        FutureTask<Counted> task = counting;
        if (task == null || !task.isDone()) {
            return;
        }
        counting = null;
        failed = task.state() != Future.State.SUCCESS;
        if (!failed) {
            last = task.resultNow();
        }
    }

    /** Returns whether the store fails or keeps silent. One that only counts slowly is there. */
    private boolean storeIsAway() {
        return failed || (counting != null && nanos.getAsLong() - begun > WORTHLESS.toNanos());
    }

    private boolean olderThan(Duration age, Counted counted) {
        return nanos.getAsLong() - counted.at() > age.toNanos();
    }

    /**
     * A count of jobs.
     *
     * @param at by the clock of the gauges
     */
    private record Counted(Map<JobState, Long> jobs, long at) {}
}
