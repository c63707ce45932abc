package dev.muzon.runtime.jobs;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A consumer of one type of jobs, put together from what the feature can do already. */
public final class OneTypeConsumer<T extends JobPayload> implements JobConsumer<T> {
    private final JobType<T> type;
    private final Work<T> work;
    private final int parallelism;
    private final BooleanSupplier claims;
    private final Farewell<T> farewell;

    /** The work on one job, as {@link JobConsumer#handle}. */
    @FunctionalInterface
    public interface Work<T> {
        void run(T job) throws InterruptedException;
    }

    /** The last word about a job, as {@link JobConsumer#gaveUp}. */
    @FunctionalInterface
    public interface Farewell<T> {
        void tell(T job, Failure failure) throws InterruptedException;
    }

    private OneTypeConsumer(
            JobType<T> type, Work<T> work, int parallelism, BooleanSupplier claims, Farewell<T> farewell) {
        this.type = type;
        this.work = work;
        this.parallelism = parallelism;
        this.claims = claims;
        this.farewell = farewell;
    }

    /** Makes a consumer that always claims, does 16 jobs at once and gives up silently. */
    public static <T extends JobPayload> OneTypeConsumer<T> of(JobType<T> type, Work<T> work) {
        return new OneTypeConsumer<>(type, work, 16, () -> true, (_, _) -> {});
    }

    /** Returns one that does so many jobs at once. */
    public OneTypeConsumer<T> parallel(int jobs) {
        return new OneTypeConsumer<>(type, work, jobs, claims, farewell);
    }

    /** Returns one that claims only while this is true. */
    public OneTypeConsumer<T> claimingWhile(BooleanSupplier may) {
        return new OneTypeConsumer<>(type, work, parallelism, may, farewell);
    }

    /** Returns one that tells this when a job is given up. */
    public OneTypeConsumer<T> telling(Farewell<T> last) {
        return new OneTypeConsumer<>(type, work, parallelism, claims, last);
    }

    @Override
    public Set<JobType<T>> types() {
        return Set.of(type);
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public boolean claims() {
        return claims.getAsBoolean();
    }

    @Override
    public void handle(T job, Claim claim) throws InterruptedException {
        work.run(job);
    }

    @Override
    public void gaveUp(T job, Claim claim, Failure failure) throws InterruptedException {
        farewell.tell(job, failure);
    }
}
