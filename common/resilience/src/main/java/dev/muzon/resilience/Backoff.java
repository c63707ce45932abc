package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Delays between attempts. They double from the first to the longest, and jitter spreads them so that many waiters do
 * not come back at the same moment.
 *
 * @param first after the first failure
 * @param longest however many failures there were
 * @param jitter a share of the delay, 0–1: 0.2 spreads 10 s over 8–12 s
 */
public record Backoff(Duration first, Duration longest, double jitter) {
    /** 5, 10, 20, 40, 80, 160, then 300 s. */
    public static final Backoff STANDARD = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(300), 0.2);

    /** From this many doublings on every delay is the longest. */
    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("0 < first <= longest, but first=" + first + " longest=" + longest);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter is a share between 0 and 1, but was " + jitter);
        }
    }

    /**
     * Returns the policy's delay without jitter.
     *
     * @param failures how many in a row, 1 for the first
     */
    public Duration base(int failures) {
        long factor = 1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        long millis = Math.min(longest.toMillis(), first.toMillis() * factor);
        return Duration.ofMillis(millis);
    }

    /**
     * Says how long to wait now. A flood wait is waited exactly. The {@code retryAfter} of a transient failure is waited
     * at least: asking again and again after a short one would use up all attempts in seconds.
     *
     * @param failures how many in a row, 1 for the first
     * @param failure the latest of them, null when unknown
     */
    public Duration delay(int failures, @Nullable Failure failure, RandomGenerator random) {
        return switch (failure) {
            case Failure.FloodWait flood -> flood.retryAfter();
            case Failure.Transient passing
            when passing.retryAfter() != null -> atLeast(passing.retryAfter(), base(failures), random);
            case null, default -> jittered(base(failures), random);
        };
    }

    /** Starts the delays of one thing that fails again and again. */
    public BackoffSequence start(RandomGenerator random) {
        return new BackoffSequence(this, random);
    }

    private Duration atLeast(Duration asked, Duration own, RandomGenerator random) {
        Duration longer = asked.compareTo(own) > 0 ? asked : own;
        return Duration.ofMillis(Math.round(longer.toMillis() * (1 + jitter * random.nextDouble())));
    }

    private Duration jittered(Duration delay, RandomGenerator random) {
        double spread = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(delay.toMillis() * spread));
    }
}
