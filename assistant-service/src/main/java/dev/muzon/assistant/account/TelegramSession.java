package dev.muzon.assistant.account;

import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.post.Posts;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One account's connection to Telegram. Opening begins the login, and everything else needs {@link LoginState.Ready}.
 * All methods may be called from any thread. They block until Telegram has answered, which may take over a minute, and
 * throw its refusals as a {@link dev.muzon.protocol.failure.FailureException}.
 */
public interface TelegramSession {
    /**
     * Sends the two-step password.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} when it is the wrong one
     */
    void submitPassword(String password) throws InterruptedException;

    /**
     * Logs in by phone number instead of a QR code. Telegram sends a code to that phone.
     *
     * @param number with the country's code
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} when no account has this number
     */
    void submitPhoneNumber(String number) throws InterruptedException;

    /**
     * Sends the code that came to the phone.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} when it is the wrong one
     */
    void submitCode(String code) throws InterruptedException;

    /** Asks for a QR code again, after a phone number was given or while a password is awaited. */
    void askForQrScan() throws InterruptedException;

    /** Ends the session at Telegram. A new login is needed after that. */
    void logOut() throws InterruptedException;

    /** Returns whether the account is in the chat. False also for a chat that it does not know. */
    boolean isMember(long chatId) throws InterruptedException;

    /**
     * Becomes a member of the public chat. Nothing changes for a member.
     *
     * @param username without {@code @}
     * @return false when the name does not lead to this chat, or not any more
     * @throws dev.muzon.protocol.failure.FailureException user {@code assistant.banned}, {@code assistant.cannot-join},
     * {@code assistant.join-declined}, {@code assistant.join-guarded}. Transient {@code assistant.join-requested} when
     * an admin or a bot has to approve it first
     */
    boolean joinByUsername(long chatId, String username) throws InterruptedException;

    /**
     * Becomes a member. Nothing changes for a member. Fails as {@link #joinByUsername}.
     *
     * @param link made for this account a moment ago: if Telegram says that it has expired, the account is banned
     */
    void joinByInviteLink(String link) throws InterruptedException;

    /** Waits until the account is in the chat, because an approval of its request takes a while. */
    boolean awaitMembership(long chatId, Duration limit) throws InterruptedException;

    /**
     * Returns the chat's current voice chat as far as it is known at once. One that was just started may be missing.
     */
    OptionalInt voiceChat(long chatId) throws InterruptedException;

    /**
     * Does the same as {@link #voiceChat}, but waits for the news of one that was just started. That takes a while in
     * some groups.
     */
    OptionalInt awaitVoiceChat(long chatId, Duration limit) throws InterruptedException;

    /**
     * Starts a voice chat.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code voice-chat.rights-missing}
     */
    int createVoiceChat(long chatId) throws InterruptedException;

    /**
     * Joins with sound on. The listener is told of changes from then on.
     *
     * @param payload the voice engine's, with its {@code ssrc}
     * @return the transport answer for the voice engine
     * @throws dev.muzon.protocol.failure.FailureException user {@code voice-chat.none} when that voice chat is over,
     * {@code voice-chat.scheduled}, {@code voice-chat.livestream}, or {@code input.bad} for an unreadable payload.
     * Transient {@code call.source-taken} when only another payload will do
     */
    String joinVoiceChat(long chatId, int groupCallId, String payload) throws InterruptedException;

    /** Leaves the chat's voice chat. Does nothing when the account is not in it. */
    void leaveVoiceChat(long chatId) throws InterruptedException;

    /**
     * Notes for whom the account is in the chat's voice chat, also across a restart. Does nothing when it is in none.
     *
     * @param owner token of the player's owner
     */
    void ownVoiceChat(long chatId, long owner);

    /** Returns the token of the player's owner that the account is in the chat's voice chat for, 0 when unknown. */
    long voiceChatOwner(long chatId);

    /** Returns the chats in whose voice chat the account is, also those that it joined before the last restart. */
    Set<Long> voiceChats();

    /** Returns how long Telegram has the account wait, by the kind of request. Other kinds go on. */
    default Map<RequestKind, Duration> floods() {
        return Map.of();
    }

    /** Returns the account's messages. */
    Messages messages();

    /** Returns the account's channels. */
    Posts posts();

    /**
     * Saves and ends. The login stays valid for the next start.
     *
     * @return whether it has ended within the limit
     */
    boolean close(Duration limit) throws InterruptedException;

    /** The maker of sessions. */
    @FunctionalInterface
    interface Factory {
        /**
         * Opens the account's session. Only the holder of its lease may.
         *
         * @throws dev.muzon.protocol.failure.FailureException critical {@code native.missing}
         */
        TelegramSession open(String accountId, Listener listener);

        /** Deletes what is left on the disk of an account that was removed. Its session is closed. */
        default void forget(String accountId) {}
    }

    /** A listener to a session. It hears the events in order, on a separate thread. */
    interface Listener {
        void login(LoginState state);

        /** Tells the state of the connection. Until the first call the session does not reach Telegram. */
        void connection(ConnectionState state);

        /**
         * Tells a change of a voice chat that the account is in.
         *
         * @param audioSource of the join that it happened to, null when a former process joined
         */
        void voiceChat(long chatId, int groupCallId, @Nullable Integer audioSource, Change change);

        /**
         * Hears that joining a chat's voice chat may work now. Comes often, and for chats that nobody wants to join.
         *
         * @param news what happened, for the log
         */
        void mayJoin(long chatId, String news);
    }
}
