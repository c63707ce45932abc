package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final JobQueue jobs;
    private final String queue;
    private @Nullable Counted last;
    private @Nullable FutureTask<Counted> counting;

    QueueGauges(JobQueue jobs, String queue) {
        this.jobs = jobs;
        this.queue = queue;
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
        if (last == null || last.olderThan(FRESH)) {
            recount();
        }
        return last == null || last.olderThan(WORTHLESS)
                ? Double.NaN
                : last.jobs().getOrDefault(state, 0L);
    }

    /** Counts again. A count that takes longer than a scrape waits goes on, for the next scrape. */
    private void recount() {
        FutureTask<Counted> task = counting;
        if (task == null) {
            task = new FutureTask<>(() -> new Counted(jobs.count(queue), System.nanoTime()));
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

    /**
     * A count of jobs.
     *
     * @param at by {@link System#nanoTime()}
     */
    private record Counted(Map<JobState, Long> jobs, long at) {
        boolean olderThan(Duration age) {
            return System.nanoTime() - at > age.toNanos();
        }
    }
}
