package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.FinalRefusals;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The consumer of results, which tells each chat once what became of its request. */
@Component
class ChannelResults implements JobConsumer<ChannelAdded> {
    private final ChannelRequests requests;
    private final ChannelResultText text;
    private final Outbox outbox;
    private final ChatLanguages languages;
    private final Leadership leadership;
    private final Afterwards afterwards;
    private final FailureLog failures;

    ChannelResults(
            ChannelRequests requests,
            ChannelResultText text,
            Outbox outbox,
            ChatLanguages languages,
            Leadership leadership,
            Afterwards afterwards,
            FailureLog failures) {
        this.requests = requests;
        this.text = text;
        this.outbox = outbox;
        this.languages = languages;
        this.leadership = leadership;
        this.afterwards = afterwards;
        this.failures = failures;
    }

    @Override
    public Set<JobType<ChannelAdded>> types() {
        return Set.of(JobTypes.CHANNEL_ADDED);
    }

    @Override
    public boolean claims() {
        return leadership.held();
    }

    @Override
    public void handle(ChannelAdded result, Claim claim) throws InterruptedException {
        Optional<ChannelRequest> request = requests.find(result.requestId());
        boolean later = result.approved() || result.outcome() == ChannelOutcome.LOST;
        if (!later && request.filter(ChannelRequest::told).isPresent()) {
            return;
        }
        requests.answers(result.requestId());
        long chat = result.chat().id();
        Destination place = request.map(ChannelRequest::place).orElseGet(() -> Destination.of(chat));
        Terms terms =
                Terms.state().answering(request.map(ChannelRequest::message).orElse(null));
        try {
            Outbox.await(outbox.send(place, Content.of(text.html(result, languages.of(chat))), terms));
        } catch (FailureException e) {
            if (!FinalRefusals.include(e)) {
                throw e;
            }
            failures.report("result for a channel in chat " + chat, e);
        }
        afterwards.run("result for a channel in chat " + chat, () -> requests.told(result.requestId()));
    }
}
