package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of the queue: the jobs of one key, of which only the head is claimable. */
final class JobLanes {
    /** The order of the jobs of a lane. */
    static final Bson ORDER = ascending(JobDocument.SEQ, JobDocument.ID);

    private static final Logger log = LoggerFactory.getLogger(JobLanes.class);

    /** A promotion that is lost with its server is repeated by the sweep, so nobody waits until it is safe. */
    private static final WriteConcern PROMOTION = WriteConcern.W1;

    private final JobCollection collection;
    private final Clock clock;
    private final Doorbell doorbell;

    JobLanes(JobCollection collection, Clock clock, Doorbell doorbell) {
        this.collection = collection;
        this.clock = clock;
        this.doorbell = doorbell;
    }

    /** Hands the lane to an idle worker of this process, or makes its head claimable by every worker. */
    void advance(String queue, String key) {
        if (!doorbell.hand(queue, key)) {
            promote(queue, key);
        }
    }

    /** Makes the first waiting job of the key READY, unless the key has such a job already. */
    void promote(String queue, String key) {
        Bson head = JobUpdates.toHead(queue, key, clock.instant());
        if (updateFirst(collection.jobs().withWriteConcern(PROMOTION), queue, key, head) != null) {
            doorbell.ring(queue);
        }
    }

    /** Makes the next job of the lane READY after one left it. A job without a key has none. */
    void promoteNextOf(Document job) {
        if (job.get(JobDocument.QUEUE) instanceof String queue && job.get(JobDocument.KEY) instanceof String key) {
            promote(queue, key);
        }
    }

    /**
     * Makes the first waiting job of a key the head of its lane. The unique index refuses a second head.
     *
     * @return the job as it was before, or null
     */
    @Nullable Document updateFirst(String queue, String key, Bson toHead) {
        return updateFirst(collection.jobs(), queue, key, toHead);
    }

    private static @Nullable Document updateFirst(
            MongoCollection<Document> jobs, String queue, String key, Bson toHead) {
        FindOneAndUpdateOptions first =
                new FindOneAndUpdateOptions().sort(ORDER).returnDocument(ReturnDocument.BEFORE);
        try {
            return jobs.findOneAndUpdate(JobCollection.waitingJobs(queue, key), toHead, first);
        } catch (MongoException e) {
            JobCollection.rethrowUnlessDuplicate(e);
            log.trace("Lane {} of {} has its head already", key, queue);
            return null;
        }
    }

    /** Gives each lane without a head its head, as a crash between two steps may have left it. */
    void repair() {
        Set<String> heads = collection.texts(JobDocument.HEAD, eq(JobDocument.READY, true));
        Bson waiting = eq(JobDocument.STATE, JobState.WAIT.name());
        for (String queue : collection.texts(JobDocument.QUEUE, waiting)) {
            for (String key : collection.texts(JobDocument.KEY, and(waiting, eq(JobDocument.QUEUE, queue)))) {
                if (!heads.contains(JobDocument.head(queue, key))) {
                    promote(queue, key);
                }
            }
        }
    }
}
