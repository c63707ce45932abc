package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import java.time.Duration;

/** A way from a note to its words. */
interface NoteReader {
    /** Returns its name with its model, as people and logs read it. */
    String name();

    /**
     * Returns all words of a note, blank for silence, and the first language that was found.
     *
     * @param job the same in every attempt
     * @throws dev.muzon.protocol.failure.FailureException as a {@link dev.muzon.assistant.transcription.Transcriber}
     *     throws, or what Telegram says
     */
    Transcript read(String job, NoteSound sound, SpokenLanguage language, Watcher watcher) throws InterruptedException;

    /**
     * Returns once it is ready to read, for which some servers load a model.
     *
     * @throws dev.muzon.protocol.failure.FailureException when it is not
     */
    default void prepare() throws InterruptedException {}

    /** Returns whether it hears a sound itself, which need not stand in a chat of the account. */
    default boolean hears() {
        return true;
    }

    /** Forgets what was read of a note that is given up. */
    default void forget(String job) {}

    /** A listener to the progress of one note. */
    interface Watcher {
        void waiting(int ahead) throws InterruptedException;

        void heard(String soFar) throws InterruptedException;

        /**
         * Hears that a note goes on.
         *
         * @param read its length so far
         * @throws LongerThanSaidException to end the attempt, because notes of this length wait elsewhere
         */
        default void goesOn(Duration read) {}
    }
}
