package dev.muzon.assistant.channel;

import dev.muzon.protocol.channel.ChannelView;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The lists of channels that chats have. */
@Component
class ChannelLists {
    private final ChannelStore store;
    private final PostStore posts;

    ChannelLists(ChannelStore store, PostStore posts) {
        this.store = store;
        this.posts = posts;
    }

    List<ChannelView> of(long chat) {
        return store.listOf(chat).stream().map(this::view).toList();
    }

    private ChannelView view(Subscription one) {
        Optional<StoredChannel> channel = Optional.ofNullable(one.channel()).flatMap(store::channel);
        return new ChannelView(
                one.key(),
                channel.map(StoredChannel::title).orElse(null),
                channel.map(StoredChannel::username).orElse(null),
                one.target(),
                channel.map(known -> posts.count(known.id())).orElse(0),
                one.isPending());
    }

    void remove(long chat, String key) {
        store.find(chat, key).ifPresent(store::unsubscribe);
    }

    /** Returns a channel if the chat reads it. */
    Optional<StoredChannel> readBy(long chat, long channel) {
        return store.find(chat, StoredChannel.key(channel)).flatMap(_ -> store.channel(channel));
    }

    /** Returns the channels that a chat reads, in no order. */
    List<StoredChannel> readBy(long chat) {
        return store.channels(store.listOf(chat).stream()
                .flatMap(one -> Optional.ofNullable(one.channel()).stream())
                .toList());
    }
}
