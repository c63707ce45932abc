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
 * not answer in time, the scrape gets the last count while that is fresh enough.
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
        if (last == null || olderThan(FRESH, last)) {
            recount();
        }
        return last == null || olderThan(WORTHLESS, last)
                ? Double.NaN
                : last.jobs().getOrDefault(state, 0L);
    }

    /**
     * Counts again. A count that takes longer than a scrape waits goes on, for the other states of the same scrape. It is
     * too old for the next one.
     */
    private void recount() {
        FutureTask<Counted> task = counting;
        if (task == null || cameTooLate(task)) {
            task = new FutureTask<>(() -> new Counted(count.get(), nanos.getAsLong()));
            counting = task;
            Thread.ofVirtual().name("count " + queue).start(task);
        }
        try {
            last = task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            counting = null;
        } catch (TimeoutException e) {
            log.debug("Jobs of {} not counted within {}", queue, PATIENCE);
        } catch (ExecutionException e) {
            counting = null;
            log.debug("Jobs of {} not counted", queue, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean cameTooLate(FutureTask<Counted> task) {
        return task.state() == Future.State.SUCCESS && olderThan(FRESH, task.resultNow());
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
