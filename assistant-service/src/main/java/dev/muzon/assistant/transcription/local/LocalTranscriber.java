package dev.muzon.assistant.transcription.local;

import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.speech.Heard;
import dev.muzon.speech.LocalSpeech;
import dev.muzon.speech.ModelFolder;
import dev.muzon.speech.SpeechException;
import dev.muzon.speech.SpeechLibraries;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A recogniser on this machine. Its model is looked for at the first speech, so that a service starts without it. */
public final class LocalTranscriber implements Transcriber, AutoCloseable {
    private final SpeechLibraries libraries;
    private final ModelFolder models;
    private final String model;
    private final Duration idle;
    private @Nullable LocalSpeech speech;

    /**
     * Makes one that has loaded nothing.
     *
     * @param model a name of the table or the path of a file
     * @param idle its model leaves the memory when nobody spoke for so long
     */
    public LocalTranscriber(SpeechLibraries libraries, ModelFolder models, String model, Duration idle) {
        this.libraries = libraries;
        this.models = models;
        this.model = model;
        this.idle = idle;
    }

    @Override
    public String name() {
        return "local (" + model.substring(model.lastIndexOf('/') + 1) + ")";
    }

    @Override
    public Transcript transcribe(Speech sound, SpokenLanguage language) throws InterruptedException {
        try {
            Heard heard = speech().recognise(sound.pcm(), language.code());
            return new Transcript(heard.words().strip(), SpokenLanguage.named(heard.language()));
        } catch (SpeechException e) {
            throw Failure.of(code(e.kind()), String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    private static FailureCode code(SpeechException.Kind kind) {
        return switch (kind) {
            case AWAY -> FailureCode.TRANSCRIBER_UNAVAILABLE;
            case UNUSABLE -> FailureCode.TRANSCRIBER_REFUSED;
            case POISON -> FailureCode.NOTE_UNREADABLE;
        };
    }

    private synchronized LocalSpeech speech() throws SpeechException {
        Path file = models.find(model);
        if (speech == null) {
            speech = new LocalSpeech(libraries, file, LocalSpeech.threadsHere(), idle);
        }
        return speech;
    }

    @Override
    public synchronized void close() {
        if (speech != null) {
            speech.close();
        }
    }
}
