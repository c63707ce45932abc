package dev.muzon.sandbox.world;

/** The author in whose name a message stands. */
public sealed interface Author {
    /** A person or a bot, by name. */
    record ByUser(long userId) implements Author {}

    /**
     * A group (an anonymous admin of it wrote) or a channel.
     *
     * @param chatId the message's own chat for anonymous admins and channel posts
     */
    record ByChat(long chatId) implements Author {}

    static Author user(long userId) {
        return new ByUser(userId);
    }

    static Author chat(long chatId) {
        return new ByChat(chatId);
    }

    default boolean is(long userId) {
        return this instanceof ByUser(long id) && id == userId;
    }
}
