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
        return switch (engine) {
            case NotesProperties.TELEGRAM -> Stream.of(new TelegramReading(metrics));
            case NotesProperties.LOCAL -> models.transcribers().stream().map(this::reader);
            default -> settings.httpModel().stream().map(this::http).map(this::reader);
        };
    }

    private NoteReader reader(Transcriber transcriber) {
        return new SpeechReading(Ffmpeg.locate(), models.finder(), transcriber, turns, metrics, settings.maxLength());
    }

    private Transcriber http(String model) {
        return new HttpTranscriber(new HttpTranscriberSettings(
                Objects.requireNonNull(settings.httpUrl()), settings.httpKey(), model, settings.httpPatience()));
    }
}
