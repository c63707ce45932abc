package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.post.Channel;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The requests to join that admins of channels have not answered. The chat is told when one is approved. */
@Component
class Approvals {
    private final ChannelStore store;
    private final PostStore posts;
    private final ChannelAdding adding;
    private final JobPublisher jobs;

    Approvals(ChannelStore store, PostStore posts, ChannelAdding adding, JobPublisher jobs) {
        this.store = store;
        this.posts = posts;
        this.adding = adding;
        this.jobs = jobs;
    }

    /** Looks whether the account was let in anywhere. */
    void look(Account account) throws InterruptedException {
        for (Subscription pending : store.pendingOf(account.id())) {
            Optional<Channel> channel = account.session().posts().joined(pending.target());
            if (channel.isPresent()) {
                admitted(account, pending, channel.get());
            }
        }
    }

    private void admitted(Account account, Subscription pending, Channel channel) throws InterruptedException {
        StoredChannel kept = adding.read(channel, account);
        if (pending.chat() != ChannelLists.EVERYBODY) {
            jobs.publish("channel-approved:" + pending.id(), approved(pending, kept));
        }
        store.approve(pending, kept);
    }

    private ChannelAdded approved(Subscription pending, StoredChannel kept) {
        return new ChannelAdded(
                pending.requestId(),
                ChatRef.of(pending.chat()),
                pending.target(),
                ChannelOutcome.READING,
                kept.title(),
                posts.count(kept.id()),
                true,
                null);
    }
}
