package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code muzon_jobs} by queue and state. A scrape never waits for MongoDB: it gets what was counted last and starts the
 * next count; it gets nothing when the store has been away for long.
 */
final class QueueGauges {
    private static final Logger LOG = LoggerFactory.getLogger(QueueGauges.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration WORTHLESS = Duration.ofMinutes(1);

    private final JobQueue jobs;
    private final String queue;
    private final Clock clock;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile Counted counted = new Counted(Map.of(), Instant.EPOCH);

    QueueGauges(JobQueue jobs, String queue, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
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

    private double count(JobState state) {
        Counted known = counted;
        Duration age = Duration.between(known.at(), clock.instant());
        if (age.compareTo(FRESH) > 0 && counting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("count " + queue).start(this::recount);
        }
        return age.compareTo(WORTHLESS) > 0 ? Double.NaN : known.jobs().getOrDefault(state, 0L);
    }

    private void recount() {
        try {
            counted = new Counted(jobs.count(queue), clock.instant());
        } catch (RuntimeException away) {
            LOG.debug("cannot count the jobs of {}", queue, away);
        } finally {
            counting.set(false);
        }
    }

    private record Counted(Map<JobState, Long> jobs, Instant at) {}
}
