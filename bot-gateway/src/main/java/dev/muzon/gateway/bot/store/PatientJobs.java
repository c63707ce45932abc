package dev.muzon.gateway.bot.store;

import dev.muzon.protocol.job.JobPayload;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The way to leave work for other services from the lane of a chat. A store that hangs does not hold the chat up. A job
 * that was given up may be saved all the same, and is not doubled by the next attempt, whose id is the same.
 */
@Component
public class PatientJobs {
    private final JobPublisher jobs;
    private final StorePatience patience;

    public PatientJobs(JobPublisher jobs, StorePatience patience) {
        this.jobs = jobs;
        this.patience = patience;
    }

    /**
     * Publishes a job.
     *
     * @param id see {@link JobPublisher#publish}
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable} when it is not saved in time
     */
    public void publish(String id, JobPayload job) {
        patience.run(() -> jobs.publish(id, job));
    }

    /**
     * Publishes a job of which there is only one.
     *
     * @return whether there was none with this id
     */
    public boolean publishNew(String id, JobPayload job) {
        Set<String> published = patience.ask(() -> jobs.publishAll(List.of(new JobPublisher.Publication(id, job))));
        return published.contains(id);
    }
}
