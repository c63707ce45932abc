package dev.muzon.assistant.note;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.assistant.transcription.Recording;
import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpeechFinder;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.ffmpeg.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reading of a note's sound, piece by piece and each in its turn. The sound is deleted whatever happens. Pieces that
 * were read stay in memory until the note is done, so that a retry begins where the last one failed.
 */
class SpeechReading implements NoteReader {
    /** Recognisers differ in how many bytes a second they send, and a phone's line may be slow. */
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(5);

    private static final int MOST_NOTES = 100;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Ffmpeg ffmpeg;
    private final SpeechFinder finder;
    private final Transcriber transcriber;
    private final Turns turns;
    private final NoteMetrics metrics;
    private final Duration maxLength;
    private final Cache<String, List<Transcript>> read = Caffeine.newBuilder()
            .maximumSize(MOST_NOTES)
            .expireAfterAccess(REMEMBERED)
            .build();

    SpeechReading(
            Ffmpeg ffmpeg,
            SpeechFinder finder,
            Transcriber transcriber,
            Turns turns,
            NoteMetrics metrics,
            Duration maxLength) {
        this.finder = finder;
        this.ffmpeg = ffmpeg;
        this.transcriber = transcriber;
        this.turns = turns;
        this.metrics = metrics;
        this.maxLength = maxLength;
    }

    @Override
    public String name() {
        return transcriber.name();
    }

    /** Has it recognise a second of silence. */
    @Override
    public void prepare() throws InterruptedException {
        transcriber.transcribe(Speech.silence(Duration.ofSeconds(1)), SpokenLanguage.AUTO);
    }

    @Override
    public Transcript read(String job, NoteSound sound, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        List<Transcript> pieces = read.get(job, _ -> new ArrayList<>());
        try {
            Path file = sound.download(DOWNLOAD_LIMIT);
            try (Recording recording = Recording.open(ffmpeg, file, maxLength, finder)) {
                read(recording, pieces, sound.length(), language, watcher);
            }
        } finally {
            sound.forget();
        }
        read.invalidate(job);
        return Transcript.joined(pieces);
    }

    private void read(
            Recording recording, List<Transcript> pieces, Duration said, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        Duration heard = Duration.ZERO;
        int number = 0;
        Optional<Speech> speech = recording.next();
        while (speech.isPresent()) {
            if (number++ >= pieces.size()) {
                pieces.add(words(speech.get(), needs(said, heard), language, watcher));
            }
            heard = heard.plus(speech.get().length());
            speech = recording.next();
            if (speech.isPresent()) {
                watcher.goesOn(heard);
                watcher.heard(Transcript.joined(pieces).text());
            }
        }
    }

    /**
     * Returns how much of a note is still to be recognised. One that goes on beyond the length that it was sent with is
     * expected to last as long again, so that it does not come before all others to its end.
     */
    static Duration needs(Duration said, Duration heard) {
        return heard.compareTo(said) < 0 ? said.minus(heard) : heard;
    }

    /** Asks no recogniser about silence: some invent words for it. */
    private Transcript words(Speech speech, Duration needs, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        if (speech.isSilent()) {
            return Transcript.of("");
        }
        turns.take(needs, watcher::waiting);
        try {
            long began = System.nanoTime();
            Transcript heard = transcriber.transcribe(speech, language);
            metrics.recognised(speech.length(), Duration.ofNanos(System.nanoTime() - began));
            return new Transcript(Sayings.checked(heard.text(), speech.length()), heard.language());
        } finally {
            turns.giveBack();
        }
    }

    @Override
    public void forget(String job) {
        read.invalidate(job);
    }
}
