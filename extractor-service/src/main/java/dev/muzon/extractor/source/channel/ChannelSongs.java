package dev.muzon.extractor.source.channel;

import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.contract.ChannelSoundsApi;
import dev.muzon.runtime.contract.ChannelsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The songs of channels at assistant-service, which knows the lists of the chats. */
@Component
class ChannelSongs {
    private final ChannelsApi channels;
    private final ChannelSoundsApi sounds;

    ChannelSongs(Peers peers) {
        this.channels = peers.of(Peer.ASSISTANT_SERVICE, ChannelsApi.class);
        this.sounds = peers.streaming(Peer.ASSISTANT_SERVICE, ChannelSoundsApi.class);
    }

    List<PostView> search(long chat, String words) {
        return asked(() -> channels.songs(chat, words, ChannelsApi.MOST));
    }

    PostView song(long chat, PostReference post) {
        return asked(() -> channels.song(post.channel(), post.post(), chat));
    }

    InputStream sound(long chat, PostReference post, long offset) {
        return asked(() -> sounds.open(post.channel(), post.post(), chat, "bytes=" + offset + "-"));
    }

    /** Takes an assistant-service that is away for a server that does not answer: other sources may have the song. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.PEER_UNAVAILABLE) {
                throw e;
            }
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, e.failure().detail())
                    .causedBy(e);
        }
    }
}
