package dev.muzon.assistant.transcription;

/** A recogniser of speech. Several threads may call it at once. */
public interface Transcriber {
    /** Returns its name in settings, metrics and logs. */
    String name();

    /**
     * Recognises speech.
     *
     * @throws dev.muzon.protocol.failure.FailureException transient {@code transcriber.unavailable}, critical
     *     {@code transcriber.refused}, or user {@code note.unreadable} when this speech will never be taken
     */
    Transcript transcribe(Speech speech, SpokenLanguage language) throws InterruptedException;
}
