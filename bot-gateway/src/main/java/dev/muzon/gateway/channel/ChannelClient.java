package dev.muzon.gateway.channel;

import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.runtime.contract.ChannelsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The channels of assistant-service. */
@Component
class ChannelClient {
    /** As many as a person reads at once. */
    static final int POSTS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChannelsApi channels;

    ChannelClient(Peers peers) {
        this.channels = peers.of(Peer.ASSISTANT_SERVICE, ChannelsApi.class, PATIENCE);
    }

    List<ChannelView> list(long chat) {
        return channels.channels(chat);
    }

    void remove(long chat, String key) {
        channels.remove(key, chat);
    }

    List<PostView> search(long chat, String words) {
        return channels.posts(chat, words, POSTS);
    }
}
