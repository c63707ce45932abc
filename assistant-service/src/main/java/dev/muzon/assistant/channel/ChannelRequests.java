package dev.muzon.assistant.channel;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelRequest;
import dev.muzon.protocol.channel.NewChannel;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The requests to add channels. The result is a job with the request's id, so that it is told once. */
@Component
class ChannelRequests {
    private static final Logger log = LoggerFactory.getLogger(ChannelRequests.class);

    private final ChannelAdding adding;
    private final JobPublisher jobs;

    ChannelRequests(ChannelAdding adding, JobPublisher jobs) {
        this.adding = adding;
        this.jobs = jobs;
    }

    /**
     * Leaves a request over REST as a job, which ends as that of a command does.
     *
     * @throws FailureException {@code input.bad} when the text names no channel
     */
    ChannelRequest open(long chat, NewChannel channel) {
        ChannelAddress address = ChannelAddress.read(channel.address())
                .orElseThrow(() -> Failure.of(FailureCode.BAD_INPUT, "not the address of a channel")
                        .asException());
        String given = channel.requestId();
        String id = "rest:" + (given == null ? UUID.randomUUID() : chat + ":" + given);
        jobs.publish(id, new AddChannel(id, ChatRef.of(chat), new Requester(chat, "REST"), address));
        return new ChannelRequest(id, address);
    }

    void add(AddChannel request) throws InterruptedException {
        try {
            tell(adding.add(request));
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.UserError) {
                giveUp(request, e.failure());
            }
            throw e;
        }
    }

    void giveUp(AddChannel request, Failure failure) {
        tell(ChannelAdding.failed(request, failure));
    }

    private void tell(ChannelAdded result) {
        switch (result.outcome()) {
            case READING ->
                log.info(
                        "Channel {} added for chat {}",
                        result.address(),
                        result.chat().id());
            case PENDING ->
                log.info(
                        "Channel {} awaits an approval for chat {}",
                        result.address(),
                        result.chat().id());
            default ->
                log.info(
                        "Channel {} not added for chat {}: {}",
                        result.address(),
                        result.chat().id(),
                        result.outcome().value());
        }
        jobs.publish("channel-added:" + result.requestId(), result);
    }
}
