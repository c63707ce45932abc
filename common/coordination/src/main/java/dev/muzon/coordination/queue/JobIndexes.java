package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Indexes of the jobs. One of them is more than speed: {@code head} keeps the lanes single file. The embedded server
 * knows no partial indexes and looks at the first field alone, so that is the field that tells live jobs from finished.
 */
final class JobIndexes {
    private static final List<IndexModel> ALL = List.of(
            new IndexModel(
                    ascending(
                            JobDocument.READY,
                            JobDocument.QUEUE,
                            JobDocument.PRIORITY,
                            JobDocument.DUE,
                            JobDocument.AT),
                    new IndexOptions().name("claimable").partialFilterExpression(Filters.eq(JobDocument.READY, true))),
            new IndexModel(
                    ascending(JobDocument.STATE, JobDocument.QUEUE, JobDocument.KEY, JobDocument.SEQ),
                    new IndexOptions()
                            .name("waiting")
                            .partialFilterExpression(Filters.eq(JobDocument.STATE, JobState.WAIT.name()))),
            // Answers counts by itself, and finds the newest dead jobs.
            new IndexModel(
                    ascending(JobDocument.STATE, JobDocument.QUEUE, JobDocument.FINISHED),
                    new IndexOptions().name("states")),
            new IndexModel(
                    ascending(JobDocument.HEAD),
                    new IndexOptions().name("head").unique(true).sparse(true)),
            new IndexModel(
                    ascending(JobDocument.EXPIRES),
                    new IndexOptions().name("expires").expireAfter(0L, TimeUnit.SECONDS)),
            // The embedded server answers from a unique index only when its fields are exactly the filter's.
            new IndexModel(
                    ascending(JobDocument.ID, JobDocument.TOKEN),
                    new IndexOptions().name("fence").unique(true)));

    private JobIndexes() {}

    /** Creates the indexes that are missing. */
    static void create(MongoCollection<Document> jobs) {
        jobs.createIndexes(ALL);
    }
}
