package dev.muzon.assistant.post;

import java.util.List;

/**
 * A listener to the posts of all accounts. It is called on the account's thread, so it must not wait. The same post may
 * come more than once, and posts of channels that nobody asked for come too.
 */
public interface PostListener {
    /** A listener that hears nothing. */
    PostListener NONE = new PostListener() {};

    default void posted(String accountId, Post post) {}

    /** Hears that the words or the sound of a post changed. They have to be read again. */
    default void edited(String accountId, long channel, long postId) {}

    default void deleted(String accountId, long channel, List<Long> postIds) {}

    /** Hears that the account reaches Telegram again. Posts may have come meanwhile. */
    default void connected(String accountId) {}

    /** Hears that the account's standing in a channel changed. */
    default void standing(String accountId, long channel, boolean member) {}
}
