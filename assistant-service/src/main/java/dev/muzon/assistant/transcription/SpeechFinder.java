package dev.muzon.assistant.transcription;

import java.util.List;
import java.util.Optional;

/** A finder of speech in sound, which tells it from music and noise. */
@FunctionalInterface
public interface SpeechFinder {
    /** Finds nothing out, so loudness alone decides. */
    SpeechFinder NONE = _ -> Optional.empty();

    /** A stretch of speech in samples, the end excluded. */
    record Stretch(int from, int to) {}

    /** Returns the stretches of speech in their order, empty when it cannot tell at the moment. */
    Optional<List<Stretch>> find(Speech sound) throws InterruptedException;
}
