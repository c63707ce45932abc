package dev.muzon.e2e.bench;

import java.io.IOException;
import java.util.List;

/** Measures one thing on the running suite and leaves it idle. */
interface Measurement {
    /** @throws AssertionError when the suite does not do what is to be measured */
    List<Result> on(Stage stage) throws IOException, InterruptedException;
}
