package dev.muzon.assistant.account;

import dev.muzon.protocol.failure.Failure;
import org.jspecify.annotations.Nullable;

/** The progress of a session's login. */
public sealed interface LoginState {
    record Starting() implements LoginState {}

    /** Another program has the session open. It is tried again until that ends. */
    record InUse() implements LoginState {}

    /**
     * Telegram or its library refuses the login. It is tried again.
     *
     * @param failure the reason, such as a wrong key of the session or a flood
     */
    record Refused(Failure failure) implements LoginState {}

    /**
     * Telegram waits until a phone scans the QR code.
     *
     * @param link for the QR code. A new state replaces it when it has expired
     */
    record WaitingForQrScan(String link) implements LoginState {}

    /**
     * Telegram waits for the code that it sent, because somebody logs in by phone number.
     *
     * @param by how it was sent
     * @param phoneEnd the last digits of the number
     */
    record WaitingForCode(CodeWay by, String phoneEnd) implements LoginState {}

    /** The ways in which Telegram sends a code. */
    enum CodeWay {
        /** A message in the Telegram of another device. */
        TELEGRAM,
        SMS,
        CALL,
        OTHER
    }

    /**
     * Telegram waits for the two-step password.
     *
     * @param hint the owner's own reminder of the password, may be empty
     */
    record WaitingForPassword(String hint) implements LoginState {}

    /**
     * The session is logged in.
     *
     * @param username public name without {@code @}, null when there is none
     * @param phoneEnd the last digits of the phone's number, by which its owner tells it apart. May be empty
     */
    record Ready(long userId, String name, @Nullable String username, String phoneEnd) implements LoginState {
        public Ready(long userId, String name, @Nullable String username) {
            this(userId, name, username, "");
        }

        /** Returns the name by which people find the account: {@code @name}, or its display name. */
        public String shown() {
            return username == null ? name : "@" + username;
        }
    }

    /** Telegram ended the session. {@link Closed} follows. */
    record LoggedOut() implements LoginState {}

    /** The session object gives way to a new one at once, because a login by phone number needs that. */
    record StartingOver() implements LoginState {}

    /** The session object cannot be used any more. */
    record Closed() implements LoginState {}
}
