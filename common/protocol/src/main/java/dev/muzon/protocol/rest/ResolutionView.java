package dev.muzon.protocol.rest;

import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course of a request for music, to explain its end.
 *
 * @param asked a short form of what was asked for, bounded like a title. Of a link only its host
 * @param answeredBy the name of the source whose answer was taken, null when there was none
 * @param steps at most {@value #MOST_STEPS}, in the order of asking
 */
public record ResolutionView(
        Instant at, String asked, @Nullable String answeredBy, Duration took, List<Step> steps) {
    public static final int MOST_STEPS = 20;

    /** The outcome of a source that found it. */
    public static final String FOUND = "found";

    /** The outcome of a source that was slower than another one. */
    public static final String OVERTAKEN = "overtaken";

    /**
     * The part of one source.
     *
     * @param outcome {@value #FOUND}, {@value #OVERTAKEN} or the code of a failure
     */
    public record Step(String source, String outcome, Duration took) {}

    public ResolutionView {
        String label = Track.labelOf(asked);
        asked = label == null ? "…" : label;
        steps = steps.stream().limit(MOST_STEPS).toList();
    }
}
