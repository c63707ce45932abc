package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import java.time.Duration;

/**
 * The reading of notes by Telegram itself. It does so for accounts with Premium, and a few notes a week for others.
 * Nothing is downloaded. Telegram finds the language and does not say which, so the words tell.
 */
class TelegramReading implements NoteReader {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final NoteMetrics metrics;

    TelegramReading(NoteMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return NotesProperties.TELEGRAM;
    }

    @Override
    public boolean hears() {
        return false;
    }

    @Override
    public Transcript read(String job, NoteSound sound, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        long began = System.nanoTime();
        String words = sound.recognise(PATIENCE);
        metrics.recognised(sound.length(), Duration.ofNanos(System.nanoTime() - began));
        return Transcript.of(words);
    }
}
