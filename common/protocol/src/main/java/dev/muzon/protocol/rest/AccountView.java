package dev.muzon.protocol.rest;

import dev.muzon.protocol.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An assistant account as operators and other services see it.
 *
 * @param id chosen by the operator, e.g. {@code main}
 * @param name what Telegram calls the user, null before login
 * @param userId the user's id at Telegram, null before login
 * @param username the user's public name without {@code @}, null before login or when there is none
 * @param activeCalls voice chats it is in
 * @param failure why it is not READY, null when nothing is wrong
 */
public record AccountView(
        String id,
        State state,
        @Nullable String name,
        @Nullable Long userId,
        @Nullable String username,
        int activeCalls,
        @Nullable Failure failure) {
    /** The states of an account. */
    public enum State {
        STARTING,
        /** Another process owns the session. This one waits for it. */
        WAITING_FOR_LEASE,
        WAITING_FOR_QR_SCAN,
        WAITING_FOR_PASSWORD,
        READY,
        /** Telegram ended the session. A new login is needed. */
        LOGGED_OUT,
        CLOSED
    }

    /** Returns whether it will be ready by itself, so that nobody has to do anything. */
    public boolean starts() {
        return failure == null && (state == State.STARTING || state == State.WAITING_FOR_LEASE);
    }
}
