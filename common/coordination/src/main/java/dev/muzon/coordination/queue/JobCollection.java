package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.HashSet;
import java.util.Set;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The collection of the jobs with its indexes. It touches the store only when first used. */
final class JobCollection {
    private static final String COLLECTION = "jobs";

    private final MongoDatabase database;
    private final MongoCollection<Document> collection;
    private volatile boolean indexed;

    JobCollection(MongoDatabase database) {
        this.database = database;
        this.collection = database.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
    }

    /**
     * Returns the collection. The lanes need their unique index from the first job on, and services may start before the
     * store.
     */
    MongoCollection<Document> jobs() {
        if (!indexed) {
            createIndexes();
        }
        return collection;
    }

    void createIndexes() {
        JobIndexes.create(collection);
        indexed = true;
    }

    /** Returns the values of a field that are text. One of another type must not hide the others. */
    Set<String> texts(String field, Bson filter) {
        Set<String> texts = new HashSet<>();
        for (BsonValue value : jobs().distinct(field, filter, BsonValue.class)) {
            if (value instanceof BsonString text) {
                texts.add(text.getValue());
            }
        }
        return texts;
    }

    /**
     * Counts by the command {@code count}, which counts keys of the index "states". {@code countDocuments} and other
     * aggregations would read every job on the embedded server.
     */
    long count(String queue, JobState state) {
        Document counted = database.runCommand(new Document("count", COLLECTION)
                .append("query", new Document(JobDocument.STATE, state.name()).append(JobDocument.QUEUE, queue)));
        return counted.get("n", Number.class).longValue();
    }

    /** Matches the jobs that wait behind the head of a lane. */
    static Bson waitingJobs(String queue, String key) {
        return and(eq(JobDocument.STATE, JobState.WAIT.name()), eq(JobDocument.QUEUE, queue), eq(JobDocument.KEY, key));
    }

    static void rethrowUnlessDuplicate(MongoException e) {
        if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
            throw e;
        }
    }
}
