package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.contract.ChannelsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The posts that a person found in private, as a group may hear them. */
@Component
class PickedPosts {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChannelsApi channels;

    PickedPosts(Peers peers) {
        this.channels = peers.of(Peer.ASSISTANT_SERVICE, ChannelsApi.class, PATIENCE);
    }

    /**
     * Returns what a group asks for to hear a post. That is the post where its channel is on the group's list, else the
     * public link to it, or the link in it. Empty for a song of a private channel that the group has not added.
     *
     * @param data of a button, as {@link PickButton#query} reads it
     * @param own the chat in which it was found
     * @throws FailureException user {@code source.not-found} when it is gone, or what passes
     */
    Optional<TrackQuery> query(String data, long group, long own) {
        if (!(PickButton.query(data).orElse(null) instanceof TrackQuery.Post post)) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "not a post").asException();
        }
        if (isListed(post, group)) {
            return Optional.of(post);
        }
        PostView found = channels.song(post.channel(), post.post(), own);
        return Optional.ofNullable(found.song() == null ? found.plays() : found.link())
                .map(TrackQuery.Link::new);
    }

    private boolean isListed(TrackQuery.Post post, long group) {
        try {
            channels.song(post.channel(), post.post(), group);
            return true;
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.SOURCE_NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }
}
