package dev.muzon.coordination.queue;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The publication of jobs: their durable insert, and the promotion of the lanes that got one. */
final class JobPublishing {
    private static final Logger log = LoggerFactory.getLogger(JobPublishing.class);

    private final JobCollection collection;
    private final JobLanes lanes;
    private final Clock clock;
    private final Doorbell doorbell;

    JobPublishing(JobCollection collection, JobLanes lanes, Clock clock, Doorbell doorbell) {
        this.collection = collection;
        this.lanes = lanes;
        this.clock = clock;
        this.doorbell = doorbell;
    }

    boolean publish(NewJob job) {
        boolean fresh = insert(JobDocument.of(job, clock.instant()));
        String key = job.key();
        if (key == null) {
            doorbell.ring(job.queue());
        } else {
            lanes.advance(job.queue(), key);
        }
        return fresh;
    }

    Set<String> publishAll(List<NewJob> all) {
        if (all.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        Set<Integer> known =
                insertAll(all.stream().map(job -> JobDocument.of(job, now)).toList());
        // The jobs are durable already, so the caller need not wait. The sweep repeats what fails here.
        Thread.ofVirtual().name("promote").start(() -> promoteAll(all));
        return IntStream.range(0, all.size())
                .filter(i -> !known.contains(i))
                .mapToObj(i -> all.get(i).id())
                .collect(Collectors.toSet());
    }

    /**
     * Inserts what is not there yet.
     *
     * @return the indexes of those that were there already
     */
    private Set<Integer> insertAll(List<Document> all) {
        try {
            collection.jobs().insertMany(all, new InsertManyOptions().ordered(false));
            return Set.of();
        } catch (MongoBulkWriteException e) {
            boolean onlyDuplicates = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!onlyDuplicates) {
                throw e;
            }
            return e.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(Collectors.toSet());
        }
    }

    private void promoteAll(List<NewJob> all) {
        Set<String> promoted = new HashSet<>();
        try {
            for (NewJob job : all) {
                String key = job.key();
                if (key != null && promoted.add(JobDocument.head(job.queue(), key))) {
                    lanes.advance(job.queue(), key);
                }
            }
        } catch (RuntimeException e) {
            log.debug("Lanes not promoted after publishing, the sweep will do it", e);
        }
        all.stream().map(NewJob::queue).distinct().forEach(doorbell::ring);
    }

    private boolean insert(Document job) {
        try {
            collection.jobs().insertOne(job);
            return true;
        } catch (MongoException e) {
            JobCollection.rethrowUnlessDuplicate(e);
            return false;
        }
    }
}
