package dev.muzon.assistant.channel;

import dev.muzon.assistant.sound.ReadChannels;
import dev.muzon.protocol.channel.ChannelView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The lists of channels that chats have. */
@Component
class ChannelLists implements ReadChannels {
    /** The list of the operator's channels, whose songs every chat hears. No chat of Telegram has this id. */
    static final long EVERYBODY = 0;

    private final ChannelStore store;
    private final PostStore posts;

    ChannelLists(ChannelStore store, PostStore posts) {
        this.store = store;
        this.posts = posts;
    }

    List<ChannelView> of(long chat) {
        List<Subscription> list = store.listOf(chat);
        Map<Long, StoredChannel> channels = known(list.stream()
                .flatMap(one -> Optional.ofNullable(one.channel()).stream())
                .toList());
        Map<Long, Integer> counts = posts.count(channels.keySet());
        return list.stream().map(one -> view(one, channels, counts)).toList();
    }

    private static ChannelView view(Subscription one, Map<Long, StoredChannel> channels, Map<Long, Integer> counts) {
        Optional<StoredChannel> channel = Optional.ofNullable(one.channel()).map(channels::get);
        return new ChannelView(
                one.key(),
                channel.map(StoredChannel::title).orElse(null),
                channel.map(StoredChannel::username).orElse(null),
                one.target(),
                channel.map(known -> counts.getOrDefault(known.id(), 0)).orElse(0),
                one.isPending(),
                channel.map(StoredChannel::lost).isPresent());
    }

    void remove(long chat, String key) {
        store.find(chat, key).ifPresent(store::unsubscribe);
    }

    /** Returns a channel if the chat may hear its songs. */
    Optional<StoredChannel> heardBy(long chat, long channel) {
        String key = StoredChannel.key(channel);
        return store.find(chat, key).or(() -> store.find(EVERYBODY, key)).flatMap(_ -> store.channel(channel));
    }

    @Override
    public boolean reads(long chat, long channel) {
        return heardBy(chat, channel).isPresent();
    }

    /** Returns the ids of the channels that a chat reads, in no order. */
    List<Long> readBy(long chat) {
        return store.idsOf(List.of(chat));
    }

    /** Returns the ids of the channels whose songs a chat hears: its own, and the operator's. */
    List<Long> heardBy(long chat) {
        return store.idsOf(List.of(chat, EVERYBODY));
    }

    /** Returns those of these channels that are known, by their ids. */
    Map<Long, StoredChannel> known(Collection<Long> ids) {
        return store.channels(ids).stream().collect(Collectors.toMap(StoredChannel::id, Function.identity()));
    }
}
