package dev.muzon.assistant.channel;

import dev.muzon.assistant.post.Post;
import dev.muzon.assistant.post.PostListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The news of posts between the accounts' threads and those that save it. Channels that nobody asked for are left out.
 * When too much waits, an entry says so, and the history is read instead.
 */
@Component
class PostInbox implements PostListener {
    private static final int MOST = 5_000;

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** One thing that happened. */
    sealed interface News {
        record Posted(Post post) implements News {}

        record Edited(long channel, long post) implements News {}

        record Deleted(long channel, List<Long> posts) implements News {}

        /** News was missed, or the account reaches Telegram again. All channels have to be read. */
        record Gap() implements News {}

        /** The account is no longer in a channel. */
        record PutOut(long channel) implements News {}

        /** The account may have been let into a channel. */
        record Admitted() implements News {}
    }

    private static final class Account {
        private final BlockingQueue<News> news = new LinkedBlockingQueue<>(MOST);
        private final Set<Long> watched = ConcurrentHashMap.newKeySet();
        /** Chats that the account is known to be in. News of them comes often, and seldom of its standing. */
        private final Set<Long> inside = ConcurrentHashMap.newKeySet();

        /** Chats that the account is known to be out of, since it heard of them. */
        private final Set<Long> outside = ConcurrentHashMap.newKeySet();

        private final AtomicBoolean admitted = new AtomicBoolean();
        private volatile boolean gap;
    }

    private Account of(String account) {
        return accounts.computeIfAbsent(account, _ -> new Account());
    }

    /** Takes in the news of a channel from now on. */
    void watch(String account, long channel) {
        of(account).watched.add(channel);
    }

    /** Takes in the news of these channels and of no others. */
    void watchOnly(String account, Collection<Long> channels) {
        Set<Long> watched = of(account).watched;
        watched.addAll(channels);
        watched.retainAll(channels);
    }

    /** Returns whether Telegram said that the account is not in this channel. */
    boolean isOutside(String account, long channel) {
        return of(account).outside.contains(channel);
    }

    private void put(String account, News news) {
        Account inbox = of(account);
        if (!inbox.news.offer(news)) {
            inbox.gap = true;
        }
    }

    /** Waits for the next news. Returns null when there is none in time. */
    @Nullable News take(String account, long millis) throws InterruptedException {
        Account inbox = of(account);
        if (inbox.gap && inbox.news.isEmpty()) {
            inbox.gap = false;
            return new News.Gap();
        }
        News next = inbox.news.poll(millis, TimeUnit.MILLISECONDS);
        if (next instanceof News.Admitted) {
            inbox.admitted.set(false);
        }
        return next;
    }

    /** Has the requests to join looked at, once for all who ask for it meanwhile. */
    void lookAtRequests(String account) {
        if (of(account).admitted.compareAndSet(false, true)) {
            put(account, new News.Admitted());
        }
    }

    @Override
    public void posted(String accountId, Post post) {
        if (of(accountId).watched.contains(post.channel())) {
            put(accountId, new News.Posted(post));
        }
    }

    @Override
    public void edited(String accountId, long channel, long postId) {
        if (of(accountId).watched.contains(channel)) {
            put(accountId, new News.Edited(channel, postId));
        }
    }

    @Override
    public void deleted(String accountId, long channel, List<Long> postIds) {
        if (of(accountId).watched.contains(channel)) {
            put(accountId, new News.Deleted(channel, postIds));
        }
    }

    @Override
    public void connected(String accountId) {
        put(accountId, new News.Gap());
    }

    @Override
    public void standing(String accountId, long channel, boolean member) {
        Account inbox = of(accountId);
        if (member) {
            inbox.outside.remove(channel);
            if (inbox.inside.add(channel)) {
                lookAtRequests(accountId);
            }
            return;
        }
        inbox.inside.remove(channel);
        if (inbox.outside.add(channel) && inbox.watched.contains(channel)) {
            put(accountId, new News.PutOut(channel));
        }
    }
}
