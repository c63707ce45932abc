package dev.muzon.assistant.channel;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The consumer of requests to add channels. The result is a job with the request's id, so that it is told once. */
@Component
class AddChannelConsumer implements JobConsumer<AddChannel> {
    private static final Logger log = LoggerFactory.getLogger(AddChannelConsumer.class);

    private final ChannelAdding adding;
    private final JobPublisher jobs;

    AddChannelConsumer(ChannelAdding adding, JobPublisher jobs) {
        this.adding = adding;
        this.jobs = jobs;
    }

    @Override
    public Set<JobType<AddChannel>> types() {
        return Set.of(JobTypes.ADD_CHANNEL);
    }

    /** Returns few: Telegram wants pauses between joins anyway. */
    @Override
    public int parallelism() {
        return 4;
    }

    @Override
    public void handle(AddChannel request, Claim claim) throws InterruptedException {
        try {
            tell(adding.add(request));
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.UserError) {
                tell(ChannelAdding.failed(request, e.failure()));
            }
            throw e;
        }
    }

    @Override
    public void gaveUp(AddChannel request, Claim claim, Failure failure) {
        tell(ChannelAdding.failed(request, failure));
    }

    private void tell(ChannelAdded result) {
        log.info("Channel {} added: {}", result.address(), result.outcome().value());
        jobs.publish("channel-added:" + result.requestId(), result);
    }
}
