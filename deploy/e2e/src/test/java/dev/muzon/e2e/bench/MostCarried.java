package dev.muzon.e2e.bench;

import java.io.IOException;

/** A search for the most calls that a machine carries. It tries four numbers at most, because each takes two minutes. */
final class MostCarried {
    private static final int ATTEMPTS = 4;

    private MostCarried() {}

    /** An attempt at so many calls. */
    @FunctionalInterface
    interface Attempt {
        /** Returns whether they were carried. */
        boolean carries(int calls) throws IOException, InterruptedException;
    }

    /**
     * Finds the most calls, to a sixteenth of the number that was too much.
     *
     * @return a number that was carried, 0 when none was
     */
    static int below(int tooMany, Attempt attempt) throws IOException, InterruptedException {
        int most = 0;
        int less = tooMany;
        for (int i = 0; i < ATTEMPTS && less - most > 1; i++) {
            int calls = (most + less) / 2;
            if (attempt.carries(calls)) {
                most = calls;
            } else {
                less = calls;
            }
        }
        return most;
    }
}
