package dev.muzon.assistant.account;

import dev.muzon.protocol.failure.Failure;

/** How far a session's login is. */
public sealed interface LoginState {
    record Starting() implements LoginState {}

    /** Another program has the session open; it is tried again until that ends. */
    record InUse() implements LoginState {}

    /**
     * Telegram or its library refuses the login as it is; it is tried again.
     *
     * @param failure what it says, such as a wrong key of the session or a flood
     */
    record Refused(Failure failure) implements LoginState {}

    /** @param link for the QR code; replaced by a new state when it has expired */
    record WaitingForQrScan(String link) implements LoginState {}

    /** @param hint what the owner wrote to remember the password, may be empty */
    record WaitingForPassword(String hint) implements LoginState {}

    record Ready(long userId, String name) implements LoginState {}

    /** Telegram ended the session. {@link Closed} follows. */
    record LoggedOut() implements LoginState {}

    /** The session object is of no use any more. */
    record Closed() implements LoginState {}
}
