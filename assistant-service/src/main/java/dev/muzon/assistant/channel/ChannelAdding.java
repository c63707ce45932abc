package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.post.Channel;
import dev.muzon.assistant.post.Entrance;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way of a channel onto a chat's list. An account joins it and reads what is there, and the chat is told the result.
 */
@Component
class ChannelAdding {
    /** Outcomes that concern one account only, so that another one may get in. */
    private static final Set<ChannelOutcome> ANOTHER_MIGHT =
            Set.of(ChannelOutcome.ACCOUNT_FULL, ChannelOutcome.BANNED, ChannelOutcome.PRIVATE);

    private final Accounts accounts;
    private final ChannelStore store;
    private final PostStore posts;
    private final ChannelHistory history;
    private final PostInbox inbox;
    private final ChannelsProperties settings;
    private final Clock clock;

    ChannelAdding(
            Accounts accounts,
            ChannelStore store,
            PostStore posts,
            ChannelHistory history,
            PostInbox inbox,
            ChannelsProperties settings,
            Clock clock) {
        this.accounts = accounts;
        this.store = store;
        this.posts = posts;
        this.history = history;
        this.inbox = inbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Adds the channel. Doing it again changes nothing.
     *
     * @throws dev.muzon.protocol.failure.FailureException what passes, or {@code owner.elsewhere} when another process
     *     has the accounts
     */
    ChannelAdded add(AddChannel request) throws InterruptedException {
        List<Subscription> list = store.listOf(request.chat().id());
        boolean there = list.stream()
                .anyMatch(one -> one.address().equals(request.address().value()));
        if (!there && list.size() >= settings.perChat()) {
            return result(request, ChannelOutcome.LIST_FULL, null, list.size(), null);
        }
        return admit(request);
    }

    /** Adds the channel, however long the list is. */
    ChannelAdded admit(AddChannel request) throws InterruptedException {
        Optional<StoredChannel> known = store.addedBy(request.address().value());
        List<Account> candidates = candidates(known);
        if (candidates.isEmpty()) {
            return known.filter(channel -> !channel.leaving())
                    .map(channel -> reading(request, channel))
                    .orElseThrow(this::nobody);
        }
        return join(request, candidates);
    }

    /** Returns the accounts that may join, the one that reads the channel already first. */
    private List<Account> candidates(Optional<StoredChannel> known) {
        String reader = known.map(StoredChannel::account).orElse("");
        return accounts.all().stream()
                .filter(account -> account.does(AccountRole.CHANNELS) && account.ready())
                .sorted(Comparator.comparing((Account account) -> !account.id().equals(reader))
                        .thenComparingInt(
                                account -> store.channelsOf(account.id()).size())
                        .thenComparing(Account::id))
                .toList();
    }

    private RuntimeException nobody() {
        boolean elsewhere = accounts.all().stream()
                .anyMatch(account -> account.does(AccountRole.CHANNELS)
                        && account.view().state() == AccountView.State.WAITING_FOR_LEASE);
        return Failure.of(
                        elsewhere ? FailureCode.OWNED_ELSEWHERE : FailureCode.NO_ASSISTANT,
                        "no account of this process is ready to read channels")
                .asException();
    }

    private ChannelAdded join(AddChannel request, List<Account> candidates) throws InterruptedException {
        ChannelOutcome last = ChannelOutcome.NOT_FOUND;
        for (Account account : candidates) {
            switch (account.session().posts().join(request.address())) {
                case Entrance.Inside(Channel channel) -> {
                    return reading(request, read(channel, account));
                }
                case Entrance.Outside(ChannelOutcome why) -> {
                    if (why == ChannelOutcome.PENDING) {
                        store.subscribe(Subscription.pending(request, account.id(), clock.instant()));
                        inbox.lookAtRequests(account.id()); // an approval may have come before this was saved
                    }
                    last = why;
                }
            }
            if (!ANOTHER_MIGHT.contains(last)) {
                break;
            }
        }
        return result(request, last, null, 0, null);
    }

    /** Reads what is there. News is taken in before, so that nothing falls between the two. */
    StoredChannel read(Channel channel, Account account) throws InterruptedException {
        StoredChannel kept = store.keep(channel, account.id());
        if (isOrphaned(kept)) {
            kept = store.hand(kept, account.id());
        }
        if (kept.account().equals(account.id())) {
            inbox.watch(account.id(), kept.id());
            history.read(kept, account.session().posts());
        }
        return kept;
    }

    /** Returns whether nobody reads the channel any more: its account was removed, or does other work. */
    private boolean isOrphaned(StoredChannel channel) {
        return accounts.all().stream()
                .noneMatch(account -> account.id().equals(channel.account()) && account.does(AccountRole.CHANNELS));
    }

    private ChannelAdded reading(AddChannel request, StoredChannel channel) {
        store.subscribe(Subscription.reading(request, channel, clock.instant()));
        return result(request, ChannelOutcome.READING, channel.title(), posts.count(channel.id()), null);
    }

    /** Returns the result of a request that was given up. */
    static ChannelAdded failed(AddChannel request, Failure failure) {
        return result(request, ChannelOutcome.FAILED, null, 0, failure);
    }

    private static ChannelAdded result(
            AddChannel request, ChannelOutcome outcome, @Nullable String title, int posts, @Nullable Failure failure) {
        return new ChannelAdded(
                request.requestId(), request.chat(), request.address(), outcome, title, posts, false, failure);
    }
}
