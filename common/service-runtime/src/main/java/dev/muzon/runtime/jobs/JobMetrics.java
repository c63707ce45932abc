package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Timers {@code muzon_jobs_wait_seconds} and {@code muzon_jobs_run_seconds}, the latter by how the run ended. */
final class JobMetrics implements JobListener {
    /** From the doorbell's promise to the longest wait of a handler. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(3),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2)
    };

    private final MeterRegistry meters;

    JobMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void started(ClaimedJob job) {
        Timer.builder("muzon.jobs.wait")
                .description("Time from when a job could have been claimed to when it was")
                .tag("queue", job.queue())
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(job.waited());
    }

    @Override
    public void settled(ClaimedJob job, Settlement settlement, Duration ran) {
        Timer.builder("muzon.jobs.run")
                .description("Runs of jobs by how they ended; retried ones come again")
                .tag("queue", job.queue())
                .tag("settlement", settlement.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(ran);
    }
}
