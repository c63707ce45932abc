package dev.muzon.assistant.transcription;

/** A recogniser of speech. Several threads may call it at once. */
public interface Transcriber {
    /** Returns its name in settings, metrics and logs. */
    String name();

    /**
     * Recognises speech.
     *
     * @return the words, blank when there are none
     * @throws dev.muzon.protocol.failure.FailureException transient {@code transcriber.unavailable}, critical
     *     {@code transcriber.refused}, or user {@code note.unreadable} when this speech will never be taken
     */
    String transcribe(Speech speech, SpokenLanguage language) throws InterruptedException;
}
