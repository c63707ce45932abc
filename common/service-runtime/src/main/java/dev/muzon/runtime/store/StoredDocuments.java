package dev.muzon.runtime.store;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The reader of stored documents. Each is read by itself: one that cannot be read is reported and left out, and hides
 * no other.
 */
public final class StoredDocuments {
    private final MongoOperations mongo;
    private final FailureLog failures;

    public StoredDocuments(MongoOperations mongo, FailureLog failures) {
        this.mongo = mongo;
        this.failures = failures;
    }

    /** Returns a document by its id, empty when there is none that can be read. */
    public <T> Optional<T> find(Object id, Class<T> type) {
        @Nullable Document stored = mongo.findById(id, Document.class, mongo.getCollectionName(type));
        return stored == null ? Optional.empty() : read(stored, type);
    }

    /**
     * Returns the documents that a query finds and that can be read.
     *
     * @param query names fields as they are stored
     */
    public <T> List<T> find(Query query, Class<T> type) {
        return mongo.find(query, Document.class, mongo.getCollectionName(type)).stream()
                .flatMap(stored -> read(stored, type).stream())
                .toList();
    }

    /** Puts a document that cannot be read out of the way, into a collection whose name ends in {@code -unreadable}. */
    public void setAside(Object id, Class<?> type) {
        String collection = mongo.getCollectionName(type);
        @Nullable Document stored = mongo.findById(id, Document.class, collection);
        if (stored != null) {
            mongo.save(stored, collection + "-unreadable");
            mongo.remove(stored, collection);
        }
    }

    private <T> Optional<T> read(Document stored, Class<T> type) {
        try {
            return Optional.of(mongo.getConverter().read(type, stored));
        } catch (RuntimeException e) {
            String collection = mongo.getCollectionName(type);
            failures.report(
                    "stored document of " + collection,
                    Failure.perInstance(
                            FailureCode.DOCUMENT_UNREADABLE,
                            "unreadable, left out: " + e.getMessage(),
                            collection + ":" + stored.get("_id")));
            return Optional.empty();
        }
    }
}
