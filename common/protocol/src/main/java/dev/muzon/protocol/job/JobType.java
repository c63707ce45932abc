package dev.muzon.protocol.job;

import java.time.Duration;

/**
 * One type of job: its name, its payload and how long it is tried and remembered. All times count from publishing.
 *
 * @param name stable, in stored documents and logs
 * @param payload the class that carries it
 * @param queue the queue that it goes through
 * @param attempts how often it is tried when it fails in a way that does not pass by itself
 * @param retriedFor how long it is tried again after failures that pass by themselves
 * @param lifetime how long its first attempt may begin
 * @param kept how long it is remembered when it is done. Publishing its id again changes nothing meanwhile
 */
public record JobType<T extends JobPayload>(
        String name,
        Class<T> payload,
        String queue,
        int attempts,
        Duration retriedFor,
        Duration lifetime,
        Duration kept) {
    /** Almost half an hour: longer than a deployment or a restart of MongoDB takes. */
    public static final int DEFAULT_ATTEMPTS = 14;

    /** Long enough to survive a night in which a service is away. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(1);

    /** Telegram redelivers within seconds of a restart. */
    public static final Duration DEFAULT_KEPT = Duration.ofHours(1);

    public JobType {
        if (attempts < 1) {
            throw new IllegalArgumentException(name + " needs at least one attempt, not " + attempts);
        }
        if (!retriedFor.isPositive() || lifetime.compareTo(retriedFor) < 0 || kept.isNegative()) {
            throw new IllegalArgumentException(name + " needs 0 < retriedFor <= lifetime and 0 <= kept");
        }
    }

    /** Makes a type of job that is tried 14 times within a day and remembered for an hour. */
    public static <T extends JobPayload> JobType<T> of(String name, Class<T> payload, String queue) {
        return new JobType<>(name, payload, queue, DEFAULT_ATTEMPTS, DEFAULT_LIFETIME, DEFAULT_LIFETIME, DEFAULT_KEPT);
    }

    public JobType<T> attempts(int most) {
        return new JobType<>(name, payload, queue, most, retriedFor, lifetime, kept);
    }

    public JobType<T> retriedFor(Duration longest) {
        return new JobType<>(name, payload, queue, attempts, longest, lifetime, kept);
    }

    public JobType<T> lifetime(Duration longest) {
        Duration retried = retriedFor.compareTo(longest) < 0 ? retriedFor : longest;
        return new JobType<>(name, payload, queue, attempts, retried, longest, kept);
    }

    public JobType<T> kept(Duration whenDone) {
        return new JobType<>(name, payload, queue, attempts, retriedFor, lifetime, whenDone);
    }
}
