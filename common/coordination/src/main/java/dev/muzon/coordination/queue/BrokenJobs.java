package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.type;

import java.time.Clock;
import java.util.List;
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
        long token = JobDocument.token(before) + 1;
        bury(before, eq(JobDocument.TOKEN, token), token, error);
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

    /** Buries the jobs that no claim finds, of which some hold up their lane. */
    void buryLost() {
        Bson claimable = eq(JobDocument.READY, true);
        Bson waiting = eq(JobDocument.STATE, JobState.WAIT.name());
        List<Bson> lost = List.of(
                and(claimable, not(type(JobDocument.AT, BsonType.DATE_TIME))),
                and(claimable, not(type(JobDocument.QUEUE, BsonType.STRING))),
                and(in(JobDocument.STATE, JobState.READY.name(), JobState.RUN.name()), ne(JobDocument.READY, true)),
                and(exists(JobDocument.HEAD), ne(JobDocument.READY, true)),
                and(waiting, not(type(JobDocument.KEY, BsonType.STRING))),
                and(waiting, not(type(JobDocument.QUEUE, BsonType.STRING))),
                and(eq(JobDocument.STATE, null), ne(JobDocument.READY, true)));
        lost.forEach(jobs -> collection.jobs().find(jobs).forEach(this::buryUnclaimed));
    }

    private void buryUnclaimed(Document job) {
        log.error("Job {} is DEAD: {}", job.get(JobDocument.ID), JobQueue.UNREADABLE);
        Object last = job.get(JobDocument.TOKEN);
        bury(job, eq(JobDocument.TOKEN, last), JobDocument.token(job), JobQueue.UNREADABLE);
    }

    private void bury(Document job, Bson unchanged, long token, String error) {
        Bson same = eq(JobDocument.ID, Objects.requireNonNull(job.get(JobDocument.ID)));
        // Where claims are not counted, nobody holds one.
        Bson unclaimed = JobDocument.countsClaims(job) ? and(same, unchanged) : same;
        collection.jobs().updateOne(unclaimed, JobUpdates.unrun(job, token + 1, error, clock.instant()));
        lanes.promoteNextOf(job);
    }
}
