package dev.muzon.assistant.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    /** Hears that an account can read and write messages. What it missed comes next. */
    default void ready(String accountId) {}

    /** Returns whether every note of the chat counts, also those of a long absence. May wait. */
    default boolean follows(String accountId, long chatId) {
        return false;
    }

    /** Returns the groups whose every note counts, wherever they stand in the account's lists. May wait. */
    default List<Long> groups(String accountId) {
        return List.of();
    }

    /** Returns the moment so long ago. Messages that are older than an absence were heard. */
    default Instant ago(Duration time) {
        return Instant.EPOCH;
    }

    /** Hears that a voice or video note came, or was found among the messages that came while nobody listened. */
    default void note(String accountId, VoiceNote note) {}

    /** Hears that the account's owner wrote a text that begins with a slash. */
    default void command(String accountId, OwnText text) {}

    /** Hears that messages were deleted for good. Not all deletions are told. */
    default void deleted(String accountId, long chatId, List<Long> messageIds) {}
}
