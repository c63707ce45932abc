package dev.muzon.extractor.resolve;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The course and the end of one search.
 *
 * @param kind what was asked by: {@code text}, {@code link}, {@code file}
 * @param steps the sources asked, in the order of asking
 * @param chosen the source whose answer was taken, null when there was none
 * @param found empty when nothing was found
 * @param failure null when something was found
 * @param waits whether a source that is waited for kept silent, so that the same words may find something later
 */
record Resolution(
        String kind,
        List<Step> steps,
        @Nullable String chosen,
        List<Track> found,
        @Nullable FailureException failure,
        boolean waits,
        Duration took) {
    /**
     * The part of one source.
     *
     * @param outcome {@code found}, the code of a failure, or {@code overtaken} when another source was faster
     */
    record Step(String source, String outcome, Duration took) {}

    /** Returns the end of a search for a song whose sound is here, whatever was asked before. */
    static Resolution known(String kind, List<Step> steps, CatalogEntry entry) {
        return new Resolution(kind, steps, entry.source(), List.of(entry.track()), null, false, Duration.ZERO);
    }

    /** Returns the same with the time that it took. */
    Resolution after(Duration time) {
        return new Resolution(kind, steps, chosen, found, failure, waits, time);
    }

    Resolution {
        steps = List.copyOf(steps);
        found = List.copyOf(found);
    }

    /**
     * Returns what was found, at least one.
     *
     * @throws FailureException why nothing was found
     */
    List<Track> tracks() {
        if (failure != null) {
            throw failure;
        }
        return found;
    }

    /**
     * Returns what was found, when all answered that should.
     *
     * @throws FailureException why nothing was found. Transient while a source that is waited for keeps silent
     */
    List<Track> patiently() {
        if (failure != null && waits) {
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "nothing found, and not all answered: " + told())
                    .causedBy(failure);
        }
        return tracks();
    }

    /** Describes it in one line for the log. */
    String told() {
        String asked = steps.stream()
                .map(step ->
                        step.source() + " " + step.outcome() + " " + step.took().toMillis() + " ms")
                .collect(Collectors.joining(", "));
        return "%s %s in %d ms (%s)"
                .formatted(
                        kind,
                        chosen == null ? "not resolved" : "resolved by " + chosen,
                        took.toMillis(),
                        asked.isEmpty() ? "no source asked" : asked);
    }
}
