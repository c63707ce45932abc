package dev.muzon.e2e.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param n how many samples the numbers come from
 * @param target what the judged number may be at most. Null when there is none
 * @param judged the number that the target is about: the median, the 99th percentile or the worst
 * @param load the machine's load average of the last minute, as it was afterwards
 * @param note what a reader has to know to read it right
 */
record Result(
        String name,
        String unit,
        int n,
        double median,
        double p99,
        double judged,
        @Nullable Double target,
        double load,
        String note) {
    /** Makes a result that is judged by its median. */
    static Result median(String name, String unit, Samples samples, @Nullable Double target, String note) {
        return of(name, unit, samples, samples.median(), target, note);
    }

    /** Makes a result that is judged by its 99th percentile. */
    static Result p99(String name, String unit, Samples samples, double target, String note) {
        return of(name, unit, samples, samples.percentile(99), target, note);
    }

    /** Makes a result that is judged by its worst sample. */
    static Result worst(String name, String unit, Samples samples, double target, String note) {
        return of(name, unit, samples, samples.percentile(100), target, note);
    }

    /** Makes a result of a number that was counted or summed up, or that something else measured. */
    static Result single(String name, String unit, double value, @Nullable Double target, String note) {
        return median(name, unit, Samples.of(value), target, note);
    }

    private static Result of(
            String name, String unit, Samples samples, double judged, @Nullable Double target, String note) {
        return new Result(
                name,
                unit,
                samples.count(),
                samples.median(),
                samples.percentile(99),
                judged,
                target,
                Machine.load(),
                note);
    }

    /** Tells whether the target is met. A number without one cannot miss it. */
    @JsonProperty
    boolean met() {
        return target == null || judged <= target;
    }
}
