package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.post.Posts;
import java.util.List;

/** The channels that one account reads. */
final class AccountChannels {
    private final Account account;
    private final ChannelStore store;
    private final PostStore posts;
    private final ChannelHistory history;

    AccountChannels(Account account, ChannelStore store, PostStore posts, ChannelHistory history) {
        this.account = account;
        this.store = store;
        this.posts = posts;
        this.history = history;
    }

    List<StoredChannel> all() {
        return store.channelsOf(account.id());
    }

    void read(StoredChannel channel) throws InterruptedException {
        history.read(channel, telegram());
    }

    /** Leaves a channel that no chat has any more, and forgets its posts. */
    void leave(StoredChannel channel) throws InterruptedException {
        if (store.forget(channel.id())) {
            posts.deleteAll(channel.id());
            telegram().leave(channel.id());
        }
    }

    void take(PostInbox.News.Posted news) {
        history.take(news.post());
    }

    void take(PostInbox.News.Edited news) throws InterruptedException {
        var now = telegram().find(news.channel(), news.post());
        if (now.isPresent()) {
            history.take(now.get());
        } else {
            posts.delete(news.channel(), List.of(news.post()));
        }
    }

    void take(PostInbox.News.Deleted news) {
        posts.delete(news.channel(), news.posts());
    }

    private Posts telegram() {
        return account.session().posts();
    }
}
