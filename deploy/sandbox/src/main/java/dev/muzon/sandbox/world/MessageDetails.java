package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * Details that only some messages have.
 *
 * @param topicId the forum topic. Null outside forums, and 1 in the General topic
 * @param threadId the first message of a chain of replies in a supergroup without topics
 * @param albumId the same for all messages of an album
 * @param origin where a forwarded message was first written
 * @param automaticForward whether a channel's post was forwarded into its discussion group automatically
 * @param externalReply the answered message when it stands elsewhere
 * @param quote the part that is answered
 * @param viaBot the bot whose inline result this is
 * @param preview the link of which people see a picture below the words
 */
public record MessageDetails(
        @Nullable Integer topicId,
        @Nullable Integer threadId,
        @Nullable String albumId,
        @Nullable ForwardOrigin origin,
        boolean automaticForward,
        @Nullable ExternalReply externalReply,
        @Nullable Quote quote,
        @Nullable Long viaBot,
        @Nullable String preview) {
    public static final MessageDetails NONE = new MessageDetails(null, null, null, null, false, null, null, null, null);

    /** The General topic of every forum. */
    public static final int GENERAL_TOPIC = 1;

    public MessageDetails topic(@Nullable Integer id) {
        return new MessageDetails(
                id, threadId, albumId, origin, automaticForward, externalReply, quote, viaBot, preview);
    }

    MessageDetails thread(@Nullable Integer id) {
        return new MessageDetails(
                topicId, id, albumId, origin, automaticForward, externalReply, quote, viaBot, preview);
    }

    MessageDetails album(String id) {
        return new MessageDetails(
                topicId, threadId, id, origin, automaticForward, externalReply, quote, viaBot, preview);
    }

    public MessageDetails forwarded(ForwardOrigin from) {
        return new MessageDetails(
                topicId, threadId, albumId, from, automaticForward, externalReply, quote, viaBot, preview);
    }

    MessageDetails automatically(ForwardOrigin from) {
        return new MessageDetails(topicId, threadId, albumId, from, true, externalReply, quote, viaBot, preview);
    }

    MessageDetails answers(@Nullable ExternalReply reply) {
        return new MessageDetails(topicId, threadId, albumId, origin, automaticForward, reply, quote, viaBot, preview);
    }

    MessageDetails quotes(@Nullable Quote part) {
        return new MessageDetails(
                topicId, threadId, albumId, origin, automaticForward, externalReply, part, viaBot, preview);
    }

    MessageDetails via(long botId) {
        return new MessageDetails(
                topicId, threadId, albumId, origin, automaticForward, externalReply, quote, botId, preview);
    }

    public MessageDetails preview(@Nullable String link) {
        return new MessageDetails(
                topicId, threadId, albumId, origin, automaticForward, externalReply, quote, viaBot, link);
    }
}
