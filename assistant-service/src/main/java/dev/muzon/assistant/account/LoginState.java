package dev.muzon.assistant.account;

/** How far a session's login is. */
public sealed interface LoginState {
    record Starting() implements LoginState {}

    /** Another program has the session open; it is tried again until that ends. */
    record InUse() implements LoginState {}

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
