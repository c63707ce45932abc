package dev.muzon.protocol.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question for lyrics. Words come from strangers and are bounded here.
 *
 * @param title as the service names the song, as it was asked for where nothing was found
 * @param artist null when unknown
 * @param text all of it, at most {@value #MAX_TEXT} characters, null unless it was found
 * @param lines the same with times, at most {@value #MAX_LINES}, empty when their times are not known
 * @param source the service that knows the song, null when none does
 */
public record LyricsView(
        Outcome outcome,
        String title,
        @Nullable String artist,
        @Nullable String text,
        List<Line> lines,
        @Nullable String source) {
    /** Longest text, in UTF-16 units. */
    public static final int MAX_TEXT = 12_000;

    public static final int MAX_LINES = 1_000;

    /** Ways in which the search ends. */
    public enum Outcome {
        FOUND("found"),
        /** The song is known and nobody sings in it. */
        INSTRUMENTAL("instrumental"),
        NOTHING("nothing"),
        /** The operator has turned lyrics off. */
        OFF("off"),
        /** One that only a newer peer knows. */
        OTHER("other");

        private final String value;

        Outcome(String value) {
            this.value = value;
        }

        @JsonValue
        public String value() {
            return value;
        }

        @JsonCreator
        static Outcome of(@Nullable String value) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.value.equals(value))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    /**
     * A line and when it is sung.
     *
     * @param at counted from the beginning of the track
     * @param text one line, empty where nobody sings
     */
    public record Line(Duration at, String text) {
        public Line {
            String label = Track.labelOf(text);
            text = label == null ? "" : label;
        }
    }

    public LyricsView {
        title = Track.titleOf(title);
        artist = Track.labelOf(artist);
        text = text == null || text.isBlank() ? null : bounded(text.strip());
        lines = lines == null ? List.of() : lines.stream().limit(MAX_LINES).toList();
    }

    /** Makes an answer without words. */
    public static LyricsView without(Outcome outcome, String title, @Nullable String artist, @Nullable String source) {
        return new LyricsView(outcome, title, artist, null, List.of(), source);
    }

    /** Cleans each line and cuts at a whole character. */
    private static String bounded(String hostile) {
        String text = hostile.lines()
                .limit(MAX_LINES)
                .map(line -> new Line(Duration.ZERO, line).text())
                .collect(Collectors.joining("\n"));
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = MAX_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
