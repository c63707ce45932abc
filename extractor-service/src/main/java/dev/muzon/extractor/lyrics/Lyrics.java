package dev.muzon.extractor.lyrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.muzon.extractor.source.metadata.SongName;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.LyricsView.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for the words of a song. What was found is remembered for a day, and that there is nothing for an hour.
 * The recording itself is asked for first, by its length, because others of the same name have other words.
 */
final class Lyrics {
    private static final int REMEMBERED = 500;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration KEPT_NOTHING = Duration.ofHours(1);

    private final Lrclib service;
    private final Duration limit;
    private final Cache<Question, LyricsView> answers = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(Expiry.<Question, LyricsView>creating(
                    (_, view) -> view.outcome() == Outcome.NOTHING ? KEPT_NOTHING : KEPT))
            .build();

    private record Question(
            String title, @Nullable String artist, @Nullable Duration length) {}

    Lyrics(Lrclib service, Duration limit) {
        this.service = service;
        this.limit = limit;
    }

    /**
     * Finds the words of a song.
     *
     * @param length of the recording, null when unknown
     * @throws dev.muzon.protocol.failure.FailureException {@code source.unavailable}, {@code source.timeout}
     */
    LyricsView of(String title, @Nullable String artist, @Nullable Duration length) throws InterruptedException {
        var question = new Question(title, artist, length);
        LyricsView known = answers.getIfPresent(question);
        if (known == null) {
            known = search(title, artist, length);
            answers.put(question, known);
        }
        return known;
    }

    private LyricsView search(String title, @Nullable String artist, @Nullable Duration length)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<SongName> names = SongName.of(title, artist);
        for (SongName name : names) {
            if (name.artist() != null && length != null) {
                LrclibSong song = service.get(name, length, end);
                if (song != null) {
                    return song.view(true);
                }
            }
        }
        for (SongName name : names) {
            LyricsView found = LrclibSong.best(service.search(name, end), name, length);
            if (found != null) {
                return found;
            }
        }
        SongName whole = names.getLast();
        LyricsView found = LrclibSong.best(service.search(whole.words(), end), whole, length);
        return found == null ? LyricsView.without(Outcome.NOTHING, title, artist, null) : found;
    }
}
