package dev.muzon.assistant.transcription.local;

import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpeechFinder;
import dev.muzon.speech.LocalSpeech;
import dev.muzon.speech.SpeechException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Silero's model in a child process. When that fails, loudness decides about the piece. */
public final class LocalSpeechFinder implements SpeechFinder {
    private static final Logger log = LoggerFactory.getLogger(LocalSpeechFinder.class);

    private final LocalSpeech speech;

    public LocalSpeechFinder(LocalSpeech speech) {
        this.speech = speech;
    }

    @Override
    public Optional<List<Stretch>> find(Speech sound) throws InterruptedException {
        try {
            return Optional.of(speech.find(sound.pcm()).stream()
                    .map(span -> new Stretch(span.from(), span.to()))
                    .toList());
        } catch (SpeechException e) {
            log.warn("Speech is told from silence by its loudness: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
