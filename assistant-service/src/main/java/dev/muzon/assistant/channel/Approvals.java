package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.post.Channel;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.runtime.jobs.JobPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The coming and going of accounts that admins of channels decide on. The chat is told when a request to join is approved,
 * and when an account is put out.
 */
@Component
class Approvals {
    private final ChannelStore store;
    private final PostStore posts;
    private final ChannelAdding adding;
    private final JobPublisher jobs;
    private final Clock clock;

    Approvals(ChannelStore store, PostStore posts, ChannelAdding adding, JobPublisher jobs, Clock clock) {
        this.store = store;
        this.posts = posts;
        this.adding = adding;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Looks whether the account was let in anywhere. */
    void look(Account account) throws InterruptedException {
        for (Subscription pending : store.pendingOf(account.id())) {
            Optional<Channel> channel = account.session().posts().joined(pending.target());
            if (channel.isPresent()) {
                admitted(account, pending, channel.get());
            }
        }
        for (StoredChannel channel : store.channelsOf(account.id())) {
            if (channel.lost() != null) {
                lookForReturn(account, channel);
            }
        }
    }

    /** Reads a channel again that the account came back to. */
    private void lookForReturn(Account account, StoredChannel lost) throws InterruptedException {
        for (Subscription one : store.subscriptionsTo(lost.id())) {
            Optional<Channel> channel = account.session().posts().joined(one.target());
            if (channel.filter(it -> it.id() == lost.id()).isPresent()) {
                adding.read(channel.get(), account);
                return;
            }
        }
    }

    /** Tells every chat of a channel that its account was put out, unless they know. */
    void putOut(long id) {
        Optional<StoredChannel> channel = store.channel(id).filter(it -> it.lost() == null && !it.leaving());
        if (channel.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Subscription one : store.subscriptionsTo(id)) {
            jobs.publish(
                    "channel-lost:" + one.id() + ":" + now.toEpochMilli(),
                    new ChannelAdded(
                            one.requestId(),
                            ChatRef.of(one.chat()),
                            one.target(),
                            ChannelOutcome.LOST,
                            channel.get().title(),
                            0,
                            false,
                            null));
        }
        store.lose(id, now);
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
