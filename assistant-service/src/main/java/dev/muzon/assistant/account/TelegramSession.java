package dev.muzon.assistant.account;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One account's connection to Telegram. Opening begins the login; everything else needs {@link LoginState.Ready}. All
 * methods may be called from any thread and block until Telegram has answered, which may take over a minute; what
 * Telegram refuses is thrown as a {@link dev.muzon.protocol.failure.FailureException}.
 */
public interface TelegramSession {
    /** @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} when it is the wrong one */
    void submitPassword(String password) throws InterruptedException;

    /** Ends the session at Telegram: a new login is needed after that. */
    void logOut() throws InterruptedException;

    /** Whether the account is in the chat; false also for a chat it has never heard of. */
    boolean isMember(long chatId) throws InterruptedException;

    /**
     * Becomes a member; nothing changes when it is one.
     *
     * @param username without {@code @}
     * @throws dev.muzon.protocol.failure.FailureException user {@code assistant.banned}, {@code assistant.cannot-join}
     */
    void joinByUsername(String username) throws InterruptedException;

    /** As {@link #joinByUsername}. */
    void joinByInviteLink(String link) throws InterruptedException;

    /** The chat's current voice chat as far as it is known at once: one that was just started may be missing. */
    OptionalInt voiceChat(long chatId) throws InterruptedException;

    /** As {@link #voiceChat}, but waits for the news of one that was just started where that takes a while. */
    OptionalInt awaitVoiceChat(long chatId, Duration limit) throws InterruptedException;

    /**
     * Starts one.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code voice-chat.rights-missing}
     */
    int createVoiceChat(long chatId) throws InterruptedException;

    /**
     * Joins with sound on. Changes are told to the listener from then on.
     *
     * @param payload the voice engine's, with its {@code ssrc}
     * @return the transport answer for the voice engine
     * @throws dev.muzon.protocol.failure.FailureException user {@code voice-chat.none} when that voice chat is over;
     *     transient {@code call.connect-failed} when only another payload will do; user {@code input.bad} when the
     *     payload is none
     */
    String joinVoiceChat(long chatId, int groupCallId, String payload) throws InterruptedException;

    /** Leaves the chat's voice chat; does nothing when the account is not in it. */
    void leaveVoiceChat(long chatId) throws InterruptedException;

    /** The chats in whose voice chat the account is, also those that it joined before the last restart. */
    Set<Long> voiceChats();

    /** Saves and ends; the login stays valid for the next start. Returns when it has ended or the limit is over. */
    void close(Duration limit) throws InterruptedException;

    /** Makes sessions. */
    @FunctionalInterface
    interface Factory {
        /**
         * Opens the account's session; only the holder of its lease may.
         *
         * @throws dev.muzon.protocol.failure.FailureException critical {@code native.missing}
         */
        TelegramSession open(String accountId, Listener listener);
    }

    /** Hears what happens to a session, in order, on a thread of its own. */
    interface Listener {
        void login(LoginState state);

        void voiceChat(long chatId, int groupCallId, Change change);
    }
}
