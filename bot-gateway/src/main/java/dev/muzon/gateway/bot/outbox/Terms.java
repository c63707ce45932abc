package dev.muzon.gateway.bot.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The terms of sending a message.
 *
 * @param replyTo the message it answers, null for none
 * @param usefulFor after this time it is dropped, null for never
 * @param askedAgo how long ago a person asked for it, null when that is not known
 * @param asker the person who asked, null when nobody did or the message names nobody
 */
public record Terms(
        Priority priority,
        @Nullable Integer replyTo,
        @Nullable Duration usefulFor,
        @Nullable Duration askedAgo,
        @Nullable Asker asker) {
    /** Nobody looks for an answer that comes later than this. */
    private static final Duration REPLY_USEFUL = Duration.ofSeconds(60);

    /** Later than this the outcome has come or is about to. */
    private static final Duration DECORATION_USEFUL = Duration.ofSeconds(3);

    /** Returns the terms of a message that must be said, however late. */
    public static Terms state() {
        return new Terms(Priority.STATE, null, null, null, null);
    }

    /** Returns the terms of an answer, which is useful while a person waits for it. */
    public static Terms reply(@Nullable Integer replyTo) {
        return new Terms(Priority.REPLY, replyTo, REPLY_USEFUL, null, null);
    }

    /** Returns the terms of an answer that several people wait for together, however late. */
    public static Terms announcement() {
        return new Terms(Priority.REPLY, null, null, null, null);
    }

    /** Returns the terms of a change that keeps an earlier message right, however late. */
    public static Terms upkeep() {
        return new Terms(Priority.UPKEEP, null, null, null, null);
    }

    /** Returns the terms of a message that may be left out. */
    public static Terms decoration(@Nullable Integer replyTo) {
        return new Terms(Priority.DECORATION, replyTo, DECORATION_USEFUL, null, null);
    }

    public Terms answering(@Nullable Integer message) {
        return new Terms(priority, message, usefulFor, askedAgo, asker);
    }

    public Terms usefulFor(Duration time) {
        return new Terms(priority, replyTo, time, askedAgo, asker);
    }

    /** Says when a person asked. An equal answer that was given since then is theirs, too. */
    public Terms askedAgo(@Nullable Duration age) {
        return new Terms(priority, replyTo, usefulFor, age, asker);
    }

    /** Says who asked. A message that answers several people names each. */
    public Terms askedBy(@Nullable Asker person) {
        return new Terms(priority, replyTo, usefulFor, askedAgo, person);
    }
}
