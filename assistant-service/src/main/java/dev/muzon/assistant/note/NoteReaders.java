package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.assistant.transcription.http.HttpTranscriber;
import dev.muzon.assistant.transcription.http.HttpTranscriberSettings;
import dev.muzon.ffmpeg.Ffmpeg;
import java.util.Objects;
import java.util.stream.Stream;

/** The readers behind the names of engines that the operator wrote. */
final class NoteReaders {
    private final NotesProperties settings;
    private final Turns turns;
    private final NoteMetrics metrics;
    private final SpeechModels models;

    NoteReaders(NotesProperties settings, Turns turns, NoteMetrics metrics, SpeechModels models) {
        this.settings = settings;
        this.turns = turns;
        this.metrics = metrics;
        this.models = models;
    }

    /** Returns one reader for each model of an engine. */
    Stream<NoteReader> of(String engine) {
        return engine.equals(NotesProperties.TELEGRAM)
                ? Stream.of(new TelegramReading(metrics))
                : transcribers(engine, settings, models).map(this::reader);
    }

    private NoteReader reader(Transcriber transcriber) {
        return new SpeechReading(Ffmpeg.locate(), models.finder(), transcriber, turns, metrics, settings.maxLength());
    }

    /** Returns the recognisers of an engine that hear sound, none for Telegram's. */
    static Stream<Transcriber> transcribers(String engine, NotesProperties settings, SpeechModels models) {
        return switch (engine) {
            case NotesProperties.TELEGRAM -> Stream.empty();
            case NotesProperties.LOCAL -> models.transcribers().stream().map(Transcriber.class::cast);
            default -> settings.httpModel().stream().map(model -> http(model, settings));
        };
    }

    private static Transcriber http(String model, NotesProperties settings) {
        return new HttpTranscriber(new HttpTranscriberSettings(
                Objects.requireNonNull(settings.httpUrl()), settings.httpKey(), model, settings.httpPatience()));
    }
}
