package dev.muzon.e2e.bench;

import java.io.IOException;
import java.util.List;

/** A measurement on the running suite that leaves it idle. */
interface Measurement {
    /**
     * Measures.
     *
     * @throws AssertionError when the suite does not do what is to be measured
     */
    List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException;
}
