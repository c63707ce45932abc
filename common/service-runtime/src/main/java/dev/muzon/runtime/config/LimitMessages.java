package dev.muzon.runtime.config;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.Locale;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Interpolator that words limits itself. Hibernate Validator's own messages for durations need an expression language, and
 * without one the operator would read the expressions. Those for numbers are formulas.
 */
final class LimitMessages implements MessageInterpolator {
    private final MessageInterpolator others;

    LimitMessages(MessageInterpolator others) {
        this.others = others;
    }

    @Override
    public String interpolate(String template, Context context) {
        return switch (context.getConstraintDescriptor().getAnnotation()) {
            case DurationMin min -> "must be " + (min.inclusive() ? "at least " : "longer than ") + words(limit(min));
            case DurationMax max -> "must be " + (max.inclusive() ? "at most " : "shorter than ") + words(limit(max));
            case Min min -> "must be at least " + min.value();
            case Max max -> "must be at most " + max.value();
            case Positive _ -> "must be more than 0";
            case PositiveOrZero _ -> "must be 0 or more";
            default -> others.interpolate(template, context);
        };
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolate(template, context);
    }

    private static Duration limit(DurationMin min) {
        return Duration.ofDays(min.days())
                .plusHours(min.hours())
                .plusMinutes(min.minutes())
                .plusSeconds(min.seconds())
                .plusMillis(min.millis())
                .plusNanos(min.nanos());
    }

    private static Duration limit(DurationMax max) {
        return Duration.ofDays(max.days())
                .plusHours(max.hours())
                .plusMinutes(max.minutes())
                .plusSeconds(max.seconds())
                .plusMillis(max.millis())
                .plusNanos(max.nanos());
    }

    /** Says the limit in the largest unit that holds it whole, as it is written in code. */
    private static String words(Duration limit) {
        if (limit.toNanosPart() % 1_000_000 != 0) {
            return counted(limit.toNanos(), "nanosecond");
        } else if (limit.toMillisPart() != 0) {
            return counted(limit.toMillis(), "millisecond");
        } else if (limit.toSecondsPart() != 0 || limit.isZero()) {
            return counted(limit.toSeconds(), "second");
        } else if (limit.toMinutesPart() != 0) {
            return counted(limit.toMinutes(), "minute");
        }
        return counted(limit.toHours(), "hour");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
