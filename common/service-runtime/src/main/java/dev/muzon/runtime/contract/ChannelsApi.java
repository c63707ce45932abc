package dev.muzon.runtime.contract;

import dev.muzon.protocol.channel.ChannelRequest;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.channel.NewChannel;
import dev.muzon.protocol.channel.PostView;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The channels that assistant-service reads. Each chat has its own list of them. */
public interface ChannelsApi {
    /** Most posts of one answer. */
    int MOST = 20;

    /** Returns the chat's list, in the order in which the channels were added. */
    @GetExchange("/v1/channels")
    List<ChannelView> channels(@RequestParam long chat);

    /**
     * Asks for a channel, as {@code /add_channel} does. The work goes on after the answer, and the bot tells the chat its
     * result.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} when the text names no channel
     */
    @PostExchange("/v1/channels")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ChannelRequest add(@RequestParam long chat, @RequestBody NewChannel channel);

    /**
     * Takes a channel off the chat's list. Its posts are deleted when no other chat has it. Succeeds also when it is not
     * on the list.
     *
     * @param key its {@link ChannelView#key()}
     */
    @DeleteExchange("/v1/channels/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String key, @RequestParam long chat);

    /**
     * Finds posts with all of these words, newest first.
     *
     * @param chat whose channels are searched
     * @param limit from 1 to {@link #MOST}
     */
    @GetExchange("/v1/channels/posts")
    List<PostView> posts(@RequestParam long chat, @RequestParam String q, @RequestParam int limit);

    /** Finds posts with a song, as {@link #posts} does. */
    @GetExchange("/v1/channels/songs")
    List<PostView> songs(@RequestParam long chat, @RequestParam String q, @RequestParam int limit);

    /**
     * Returns a post with a song, or with a link that may lead to one.
     *
     * @param channel as in {@link PostView#channel()}
     * @param post as in {@link PostView#post()}
     * @throws dev.muzon.protocol.failure.FailureException user {@code source.not-found} when it is gone, has neither,
     *     or stands in a channel that is not on the chat's list
     */
    @GetExchange("/v1/channels/songs/{channel}/{post}")
    PostView song(@PathVariable long channel, @PathVariable long post, @RequestParam long chat);
}
