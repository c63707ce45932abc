package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The jobs that were given up, for operators. */
final class DeadJobs {
    private final JobCollection collection;
    private final JobLanes lanes;
    private final Clock clock;
    private final Doorbell doorbell;

    DeadJobs(JobCollection collection, JobLanes lanes, Clock clock, Doorbell doorbell) {
        this.collection = collection;
        this.lanes = lanes;
        this.clock = clock;
        this.doorbell = doorbell;
    }

    boolean revive(String id) {
        Document dead = collection.jobs().find(deadWith(id)).first();
        if (dead == null) {
            return false;
        }
        boolean keyed = dead.get(JobDocument.KEY) instanceof String;
        Bson unchanged = JobUpdates.fence(id, JobDocument.token(dead));
        Bson alive = JobUpdates.revived(keyed, clock.instant());
        if (collection.jobs().updateOne(unchanged, alive).getMatchedCount() == 0) {
            return false;
        }
        if (keyed) {
            lanes.promoteNextOf(dead);
        } else if (dead.get(JobDocument.QUEUE) instanceof String queue) {
            doorbell.ring(queue);
        }
        return true;
    }

    boolean drop(String id) {
        return collection.jobs().deleteOne(deadWith(id)).getDeletedCount() == 1;
    }

    Optional<DeadJob> find(String id) {
        return Optional.ofNullable(collection.jobs().find(deadWith(id)).first()).map(JobDocument::dead);
    }

    List<DeadJob> newest(String queue, int limit) {
        return collection
                .jobs()
                .find(and(eq(JobDocument.QUEUE, queue), eq(JobDocument.STATE, JobState.DEAD.name())))
                .sort(descending(JobDocument.FINISHED))
                .limit(limit)
                .map(JobDocument::dead)
                .into(new ArrayList<>());
    }

    private static Bson deadWith(String id) {
        return and(eq(JobDocument.ID, id), eq(JobDocument.STATE, JobState.DEAD.name()));
    }
}
