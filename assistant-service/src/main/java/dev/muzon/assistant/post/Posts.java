package dev.muzon.assistant.post;

import dev.muzon.protocol.channel.ChannelAddress;
import java.util.List;
import java.util.Optional;

/**
 * The channels of one account. All methods may be called from any thread. They block until Telegram has answered and
 * throw what stands in the way as a {@link dev.muzon.protocol.failure.FailureException}.
 */
public interface Posts {
    /** Becomes a member of the channel, unless it is one. */
    Entrance join(ChannelAddress address) throws InterruptedException;

    /** Returns the channel behind an address when the account is in it. Asks for nothing. */
    Optional<Channel> joined(ChannelAddress address) throws InterruptedException;

    /**
     * Reads a page of posts, newest first. Other messages than posts are left out.
     *
     * @param before only posts with a lower id, 0 for the newest
     */
    Page read(long channel, long before) throws InterruptedException;

    /** Returns the post, empty when it is gone or the account cannot see it. */
    Optional<Post> find(long channel, long postId) throws InterruptedException;

    /**
     * Makes the sound of a post readable, whatever its size.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code source.not-found} when there is none any more
     */
    PostSound sound(long channel, long postId) throws InterruptedException;

    /**
     * Finds a message with sound in a supergroup or channel.
     *
     * @param message its id as the Bot API has it
     * @return empty when it is gone, or the account cannot see it
     * @throws dev.muzon.protocol.failure.FailureException user {@code track.not-audio} when it has no sound
     */
    Optional<HeardMessage> message(long chat, int message) throws InterruptedException;

    /** Finds a message with sound in a public chat, as {@link #message(long, int)} does. The account stays outside. */
    Optional<HeardMessage> message(String name, int message) throws InterruptedException;

    /** Leaves the channel. Nothing changes for one who is not in it. */
    void leave(long channel) throws InterruptedException;

    /**
     * A page of a channel.
     *
     * @param posts newest first
     * @param oldest the lowest id that was looked at, 0 when there is nothing older
     */
    record Page(List<Post> posts, long oldest) {}
}
