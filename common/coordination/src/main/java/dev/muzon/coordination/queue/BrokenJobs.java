package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.type;

import java.time.Clock;
import java.util.Objects;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The burial of jobs that cannot run. Each would hold up its lane at every claim, and some of them every claim of their
 * queue.
 */
final class BrokenJobs {
    private static final Logger log = LoggerFactory.getLogger(BrokenJobs.class);

    private final JobCollection collection;
    private final JobLanes lanes;
    private final Clock clock;

    BrokenJobs(JobCollection collection, JobLanes lanes, Clock clock) {
        this.collection = collection;
        this.lanes = lanes;
        this.clock = clock;
    }

    /**
     * Buries a job that was claimed but does not run. The attempt does not count.
     *
     * @param before the document as it was before the claim
     */
    void buryClaimed(Document before, String error) {
        bury(before, JobDocument.token(before) + 1, error);
    }

    /**
     * Buries the first job that a refused claim was for, when the store cannot count its claims.
     *
     * @param jobs the claim's filter
     * @param order the claim's order
     * @return whether there was one, so that the claim is worth repeating
     */
    boolean buryFirst(Bson jobs, Bson order) {
        Document first = collection.jobs().find(jobs).sort(order).first();
        if (first == null || JobDocument.countsClaims(first)) {
            return false;
        }
        buryUnclaimed(first);
        return true;
    }

    /** Buries the jobs that no claim finds: a head that never becomes due, and one that waits in no lane. */
    void buryLost() {
        Bson neverDue = and(eq(JobDocument.READY, true), not(type(JobDocument.AT, BsonType.DATE_TIME)));
        Bson inNoLane = and(
                eq(JobDocument.STATE, JobState.WAIT.name()),
                exists(JobDocument.KEY),
                not(type(JobDocument.KEY, BsonType.STRING)));
        collection.jobs().find(neverDue).forEach(this::buryUnclaimed);
        collection.jobs().find(inNoLane).forEach(this::buryUnclaimed);
    }

    private void buryUnclaimed(Document job) {
        log.error("Job {} is DEAD: {}", job.get(JobDocument.ID), JobQueue.UNREADABLE);
        bury(job, JobDocument.token(job), JobQueue.UNREADABLE);
    }

    private void bury(Document job, long token, String error) {
        Object id = Objects.requireNonNull(job.get(JobDocument.ID));
        // Where claims are not counted, nobody holds one.
        Bson same = JobDocument.countsClaims(job) ? JobUpdates.fence(id, token) : eq(JobDocument.ID, id);
        collection.jobs().updateOne(same, JobUpdates.unrun(job, token + 1, error, clock.instant()));
        lanes.promoteNextOf(job);
    }
}
