package dev.muzon.resilience;

import java.time.Duration;

/**
 * A duration as log lines and failures name it: {@code 450 ms}, {@code 2.5 s}, {@code 5 min}, {@code 1 h 30 min}. What
 * is smaller than the named units is left out.
 */
public record Span(Duration length) {
    private static final Duration ROUGH = Duration.ofMinutes(1);

    @Override
    public String toString() {
        if (length.isNegative()) {
            return "-" + new Span(length.negated());
        }
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + " ms";
        }
        if (length.compareTo(ROUGH) < 0) {
            long tenth = length.toMillisPart() / 100;
            return length.toSeconds() + (tenth == 0 ? "" : "." + tenth) + " s";
        }
        return length.compareTo(Duration.ofHours(1)) < 0
                ? both(length.toMinutes(), "min", length.toSecondsPart(), "s")
                : both(length.toHours(), "h", length.toMinutesPart(), "min");
    }

    private static String both(long many, String unit, int few, String smaller) {
        return many + " " + unit + (few == 0 ? "" : " " + few + " " + smaller);
    }
}
