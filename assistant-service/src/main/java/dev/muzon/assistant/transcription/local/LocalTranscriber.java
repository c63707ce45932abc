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
import java.util.Optional;
import java.util.OptionalLong;
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

    /** Returns in words how far its model is, for the operator. */
    public String state() {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return "cannot read: " + obstacle.get();
        }
        LocalSpeech.State now = known().map(LocalSpeech::state).orElse(LocalSpeech.State.ASLEEP);
        return switch (now) {
            case ASLEEP -> "asleep, the next note loads its model";
            case LOADING -> "loading its model";
            case READY -> "ready";
            case ENDED -> "its child has ended, the next note starts another";
        };
    }

    /** Returns why it cannot read now, with the fix. Empty when nothing is known to be in the way. */
    public Optional<String> obstacle() {
        try {
            return speech(models.locate(model)).obstacle();
        } catch (SpeechException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the bytes of memory that its child has now, empty while it sleeps. */
    public OptionalLong residentMemory() {
        return known().map(LocalSpeech::residentMemory).orElse(OptionalLong.empty());
    }

    private synchronized Optional<LocalSpeech> known() {
        return Optional.ofNullable(speech);
    }

    private LocalSpeech speech() throws SpeechException {
        return speech(models.find(model));
    }

    private synchronized LocalSpeech speech(Path file) {
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
