package dev.muzon.gateway.telegram;

import org.jspecify.annotations.Nullable;

/**
 * Place in which a message appears.
 *
 * @param thread the forum topic ({@code message_thread_id}), null for General and for chats without topics
 */
public record Destination(long chatId, @Nullable Integer thread) {
    /** Telegram's number of the topic General. Messages are sent there without a thread. */
    private static final int GENERAL = 1;

    public Destination {
        thread = thread != null && thread == GENERAL ? null : thread;
    }

    /** Returns the chat itself: General where there are topics. */
    public static Destination of(long chatId) {
        return new Destination(chatId, null);
    }

    /** Returns the same topic under another chat id. */
    public Destination in(long otherChat) {
        return new Destination(otherChat, thread);
    }
}
