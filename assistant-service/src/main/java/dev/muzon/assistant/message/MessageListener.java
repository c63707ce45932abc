package dev.muzon.assistant.message;

/**
 * A listener to the messages of all accounts. It is called on the account's thread, so it must not wait. The same message
 * may come more than once.
 */
public interface MessageListener {
    /** A listener that hears nothing. */
    MessageListener NONE = new MessageListener() {};

    /** Returns whether it hears anything at all. */
    default boolean listens() {
        return false;
    }

    /** Hears that a voice or video note came, or was found among the messages that came while nobody listened. */
    default void note(String accountId, VoiceNote note) {}
}
