package dev.muzon.protocol.rest;

import dev.muzon.protocol.failure.Failure;
import java.util.List;
import java.util.Objects;
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
 * @param roles the kinds of work that it does
 */
public record AccountView(
        String id,
        State state,
        @Nullable String name,
        @Nullable Long userId,
        @Nullable String username,
        int activeCalls,
        @Nullable Failure failure,
        List<AccountRole> roles) {
    /** Reads an account of an older version, which had no roles, as one that does everything. */
    public AccountView {
        roles = List.copyOf(Objects.requireNonNullElse(roles, AccountRole.ALL));
    }

    /** Makes a view of an account that does everything. */
    public AccountView(
            String id,
            State state,
            @Nullable String name,
            @Nullable Long userId,
            @Nullable String username,
            int activeCalls,
            @Nullable Failure failure) {
        this(id, state, name, userId, username, activeCalls, failure, AccountRole.ALL);
    }

    /** The states of an account. */
    public enum State {
        STARTING,
        /** Another process owns the session. This one waits for it. */
        WAITING_FOR_LEASE,
        WAITING_FOR_QR_SCAN,
        /** Telegram sent a code to the phone, because somebody logs in by its number. */
        WAITING_FOR_CODE,
        WAITING_FOR_PASSWORD,
        READY,
        /** Telegram ended the session. A new login is needed. */
        LOGGED_OUT,
        CLOSED
    }

    /** Returns how people know it: by its public name, else by its displayed one, else by the operator's. */
    public String mention() {
        return username != null ? "@" + username : Objects.requireNonNullElse(name, id);
    }

    /** Returns whether it plays music in groups. */
    public boolean playsMusic() {
        return roles.contains(AccountRole.MUSIC);
    }

    /** Returns whether it will be ready by itself, so that nobody has to do anything. */
    public boolean starts() {
        return failure == null && (state == State.STARTING || state == State.WAITING_FOR_LEASE);
    }
}
