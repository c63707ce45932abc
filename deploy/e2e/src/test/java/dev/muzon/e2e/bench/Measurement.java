package dev.muzon.e2e.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A measurement on the running suite that leaves it idle. */
interface Measurement {
    /** Returns settings of the suite that it needs. */
    default Map<String, String> settings() throws IOException, InterruptedException {
        return Map.of();
    }

    /** Adds music that it needs to the suite's library. */
    default void addTo(Path library) throws IOException, InterruptedException {}

    /**
     * Measures.
     *
     * @throws AssertionError when the suite does not do what is to be measured
     */
    List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException;
}
