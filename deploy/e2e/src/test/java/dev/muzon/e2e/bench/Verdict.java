package dev.muzon.e2e.bench;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The end of a run, for people and for scripts.
 *
 * @param status of the process: 0 when all targets are met, 1 when something could not be measured, 3 when one is missed
 */
record Verdict(int status, String words) {
    private static final int FAILED = 1;
    private static final int MISSED = 3;

    /**
     * Judges a run.
     *
     * @param failed whether something could not be measured
     */
    static Verdict of(List<Result> results, boolean failed) {
        String missed = results.stream()
                .filter(result -> !result.met())
                .map(Result::name)
                .collect(Collectors.joining("; "));
        String words = missed.isEmpty() ? "All targets that were measured are met." : "Targets missed: " + missed;
        return new Verdict(failed ? FAILED : missed.isEmpty() ? 0 : MISSED, words);
    }
}
