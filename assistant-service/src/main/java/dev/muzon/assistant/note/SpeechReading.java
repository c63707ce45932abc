package dev.muzon.assistant.note;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.assistant.transcription.Recording;
import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.ffmpeg.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The reading of a note's sound, piece by piece and each in its turn. The sound is deleted whatever happens. Pieces that
 * were read stay in memory until the note is done, so that a retry begins where the last one failed.
 */
class SpeechReading {
    /** Recognisers differ in how many bytes a second they send, and a phone's line may be slow. */
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(5);

    private static final int MOST_NOTES = 100;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Ffmpeg ffmpeg;
    private final Transcriber transcriber;
    private final Turns turns;
    private final NoteMetrics metrics;
    private final Duration maxLength;
    private final Cache<String, List<String>> read = Caffeine.newBuilder()
            .maximumSize(MOST_NOTES)
            .expireAfterAccess(REMEMBERED)
            .build();

    SpeechReading(Ffmpeg ffmpeg, Transcriber transcriber, Turns turns, NoteMetrics metrics, Duration maxLength) {
        this.ffmpeg = ffmpeg;
        this.transcriber = transcriber;
        this.turns = turns;
        this.metrics = metrics;
        this.maxLength = maxLength;
    }

    /** A listener to the progress of one note. */
    interface Watcher {
        void waiting(int ahead) throws InterruptedException;

        void heard(String soFar) throws InterruptedException;
    }

    /** Returns all words of the note, blank for silence. */
    String read(String job, Messages messages, VoiceNote note, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        List<String> pieces = read.get(job, _ -> new ArrayList<>());
        try {
            Path sound = messages.download(note, DOWNLOAD_LIMIT);
            try (Recording recording = Recording.open(ffmpeg, sound, maxLength)) {
                read(recording, pieces, note.length(), language, watcher);
            }
        } finally {
            messages.forget(note);
        }
        read.invalidate(job);
        return text(pieces);
    }

    private void read(Recording recording, List<String> pieces, Duration left, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        Duration needs = left;
        int number = 0;
        Optional<Speech> speech = recording.next();
        while (speech.isPresent()) {
            if (number++ >= pieces.size()) {
                pieces.add(words(speech.get(), needs, language, watcher));
            }
            needs = needs.minus(speech.get().length());
            speech = recording.next();
            if (speech.isPresent()) {
                watcher.heard(text(pieces));
            }
        }
    }

    /** Asks no recogniser about silence: some invent words for it. */
    private String words(Speech speech, Duration needs, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        if (speech.isSilent()) {
            return "";
        }
        turns.take(needs, watcher::waiting);
        try {
            String words = Sayings.checked(transcriber.transcribe(speech, language));
            metrics.recognised(speech.length());
            return words;
        } finally {
            turns.giveBack();
        }
    }

    private static String text(List<String> pieces) {
        return pieces.stream().filter(piece -> !piece.isBlank()).collect(Collectors.joining(" "));
    }

    /** Forgets what was read of a note that is given up. */
    void forget(String job) {
        read.invalidate(job);
    }
}
