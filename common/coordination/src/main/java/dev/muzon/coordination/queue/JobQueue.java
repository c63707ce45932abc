package dev.muzon.coordination.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The durable queue. Every operation is one atomic step. The claim's token, not time, guarantees that a worker whose
 * lease expired changes nothing. Handlers must be idempotent: a job runs at least once.
 *
 * <p>When the store is away every operation throws the store's own unchecked exception, and whether it took effect is
 * unknown. All of them may simply be repeated.
 */
public interface JobQueue {
    /**
     * The error of a job that died because its owners did. It is the first suspect when a process crashes again and
     * again.
     */
    String OWNER_DIED = "its owner stopped answering during the last attempt";

    /** The error of a job that died because its stored form could not be read. */
    String UNREADABLE = "its document cannot be read";

    /**
     * Publishes one job.
     *
     * @return false when a job with this id exists already, also when it was done not long ago. Nothing changes then
     */
    boolean publish(NewJob job);

    /**
     * Publishes many jobs in one round trip to the store. Once it returns they survive every crash, and those of one
     * key keep their order. Jobs whose ids exist already are left as they are.
     *
     * @return the ids that were new
     */
    Set<String> publishAll(List<NewJob> jobs);

    /**
     * Takes the next job that may run: due, and the head of its key. It is either waiting or abandoned by an owner
     * whose lease expired.
     *
     * @param owner unique per process start, for operators
     * @param lease how long the claim holds without a heartbeat
     */
    Optional<ClaimedJob> claim(String queue, String owner, Duration lease);

    /**
     * Takes the first waiting job of a key, unless the key has its head already. It is a claim and the step before it
     * in one.
     *
     * @param owner unique per process start, for operators
     * @param lease how long the claim holds without a heartbeat
     */
    Optional<ClaimedJob> claimFirst(String queue, String key, String owner, Duration lease);

    /**
     * Extends the claim.
     *
     * @return false when the claim is lost: stop working on it
     */
    boolean heartbeat(ClaimedJob job, Duration lease);

    /**
     * Makes the job DONE.
     *
     * @return false when the claim was lost before and another process works on it
     */
    boolean complete(ClaimedJob job);

    /**
     * Puts a job back whose attempt failed. It runs again after the delay, still before everything else of its key, or
     * becomes DEAD when its attempts are used up.
     *
     * @return false when the claim was lost before
     */
    boolean fail(ClaimedJob job, String error, Duration delay);

    /** Makes a job DEAD at once: retrying is pointless. */
    boolean bury(ClaimedJob job, String error);

    /** Puts a job back unfinished. It is claimable after the delay, and the attempt does not count. */
    boolean release(ClaimedJob job, Duration delay);

    /** Returns jobs of a key that wait behind its head, in their order. */
    List<WaitingJob> waiting(String queue, String key, int limit);

    /**
     * Makes jobs DONE without running them. Those that are claimed or finished are left as they are.
     *
     * @param kept how long they are remembered, so that none is published again
     * @return the ids of those that are claimed
     */
    Set<String> skip(Collection<String> ids, Duration kept);

    /** Repairs what a crash between two steps left behind and deletes what expired. Called every few seconds. */
    void sweep();

    /** Buries what no claim would ever find, because it is damaged. Called now and then: it looks at every job. */
    void buryLost();

    /**
     * Gives a DEAD job all its attempts again.
     *
     * @return false when there is no such dead job
     */
    boolean revive(String id);

    /**
     * Deletes a DEAD job.
     *
     * @return false when there is no such dead job
     */
    boolean drop(String id);

    /** Returns a dead job, empty when there is no such one. */
    Optional<DeadJob> dead(String id);

    /** Returns the dead jobs, newest first. */
    List<DeadJob> dead(String queue, int limit);

    /** Counts jobs by state, for metrics: WAIT, READY, RUN, DEAD. */
    Map<JobState, Long> count(String queue);
}
