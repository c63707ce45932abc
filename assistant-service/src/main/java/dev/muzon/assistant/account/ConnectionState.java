package dev.muzon.assistant.account;

/** The states of an account's connection to Telegram. */
public enum ConnectionState {
    NO_NETWORK("has no network"),
    CONNECTING_TO_PROXY("connects to the proxy"),
    CONNECTING("connects to Telegram"),
    /** The connection stands, and what was missed comes in. */
    CATCHING_UP("is connected and catches up"),
    CONNECTED("is connected");

    private final String words;

    ConnectionState(String words) {
        this.words = words;
    }

    /** Returns what an account does in it, for the log. */
    String words() {
        return words;
    }

    /** Returns whether Telegram is reached. */
    public boolean stands() {
        return this == CATCHING_UP || this == CONNECTED;
    }
}
