package dev.muzon.extractor.lyrics;

import dev.muzon.extractor.source.metadata.SongName;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.LyricsView.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A song as LRCLIB describes it.
 *
 * @param seconds its length, 0 when unknown
 * @param plain its words, empty when there are none
 * @param synced the same as an LRC file, empty when there is none
 */
record LrclibSong(String title, String artist, double seconds, boolean instrumental, String plain, String synced) {
    private static final String NAME = "LRCLIB";

    /** Lengths that differ by less belong to one recording, so that the times of the lines fit. */
    private static final double SAME = 2;

    /** Lengths that differ by less belong to one song. */
    private static final double CLOSE = 5;

    /** The least share of the asked words that its name must have. */
    private static final double LIKE = 0.6;

    static LrclibSong of(JsonNode told) {
        return new LrclibSong(
                told.path("trackName").asString(told.path("name").asString("")),
                told.path("artistName").asString(""),
                told.path("duration").asDouble(0),
                told.path("instrumental").asBoolean(false),
                told.path("plainLyrics").asString(""),
                told.path("syncedLyrics").asString(""));
    }

    /**
     * Chooses among what a search has found: the recording itself, else its words without times.
     *
     * @param length of the recording, null when unknown
     * @return null when none of them is the song
     */
    static @Nullable LyricsView best(List<LrclibSong> found, SongName name, @Nullable Duration length) {
        List<LrclibSong> like = found.stream()
                .filter(song -> song.isUseful() && name.likeness(song.title, song.artist) >= LIKE)
                .toList();
        if (length == null) {
            ToDoubleFunction<LrclibSong> likeness = song -> name.likeness(song.title, song.artist);
            // Of equal ones the first stays, because the service puts the best first.
            return like.stream()
                    .sorted(Comparator.comparingDouble(likeness).reversed())
                    .findFirst()
                    .map(song -> song.view(false))
                    .orElse(null);
        }
        double wanted = length.toMillis() / 1000.0;
        LrclibSong nearest = like.stream()
                .min(Comparator.comparingDouble(song -> Math.abs(song.seconds - wanted)))
                .orElse(null);
        if (nearest != null && Math.abs(nearest.seconds - wanted) <= SAME) {
            return nearest.view(true);
        }
        if (nearest != null && Math.abs(nearest.seconds - wanted) <= CLOSE) {
            return nearest.view(false);
        }
        // A video has an introduction, and the same words.
        return like.stream()
                .filter(song -> name.isCalled(song.title, song.artist))
                .findFirst()
                .map(song -> song.view(false))
                .orElse(null);
    }

    private boolean isUseful() {
        return instrumental || !plain.isBlank() || !synced.isBlank();
    }

    /**
     * Writes the answer.
     *
     * @param timed whether the times of its lines fit the recording that was asked for
     */
    LyricsView view(boolean timed) {
        if (instrumental || !isUseful()) {
            return LyricsView.without(
                    instrumental ? Outcome.INSTRUMENTAL : Outcome.NOTHING, title, artist, instrumental ? NAME : null);
        }
        List<LyricsView.Line> lines = LrcFile.lines(synced);
        String text = plain.isBlank() ? LrcFile.text(lines) : plain;
        return new LyricsView(Outcome.FOUND, title, artist, text, timed ? lines : List.of(), NAME);
    }
}
