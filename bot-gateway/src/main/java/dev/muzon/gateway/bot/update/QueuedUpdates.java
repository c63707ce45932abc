package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Updates as jobs of the durable queue. */
@Component
class QueuedUpdates implements UpdateJobs {
    private final JobPublisher jobs;
    private final BotAccount account;

    QueuedUpdates(JobPublisher jobs, BotAccount account) {
        this.jobs = jobs;
        this.account = account;
    }

    @Override
    public List<Incoming> publish(List<Incoming> updates) {
        List<UpdateJob> all =
                updates.stream().map(it -> new UpdateJob(account.id(), it)).toList();
        Set<String> published = jobs.publishAll(all.stream()
                .map(job -> new JobPublisher.Publication(job.id(), job))
                .toList());
        return all.stream()
                .filter(job -> published.contains(job.id()))
                .map(UpdateJob::update)
                .toList();
    }
}
