package dev.muzon.extractor.source;

import dev.muzon.runtime.config.WrittenAs;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** The time that one source has for its answer, written {@code telegram=30s}. */
@WrittenAs("sources with their longest time, each with its unit")
public record SourceLimit(String source, Duration limit) {
    /** Reads the written form. Spring's binder finds it by itself. */
    public static SourceLimit valueOf(String text) {
        int sign = text.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException("not a source and its limit like telegram=30s: " + text);
        }
        String written = text.substring(sign + 1).strip();
        if (written.matches("\\d+")) {
            throw new IllegalArgumentException("a limit without a unit: " + text);
        }
        Duration limit = DurationStyle.detectAndParse(written);
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("not a positive limit: " + text);
        }
        return new SourceLimit(text.substring(0, sign).strip(), limit);
    }
}
