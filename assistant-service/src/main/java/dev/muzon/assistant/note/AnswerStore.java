package dev.muzon.assistant.note;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;

/** The ids of the answers in MongoDB. They hold numbers only, and MongoDB deletes old ones. */
class AnswerStore implements StoredIndexes {
    private static final Duration KEPT = Duration.ofDays(30);

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final Clock clock;

    AnswerStore(MongoTemplate mongo, StoredDocuments stored, Clock clock) {
        this.mongo = mongo;
        this.stored = stored;
        this.clock = clock;
    }

    @Document("noteAnswers")
    record Answer(@Id String id, List<Long> parts, Instant written) {
        Answer {
            parts = Objects.requireNonNullElseGet(parts, List::of);
        }
    }

    @Override
    public void createIndexes() {
        mongo.indexOps(Answer.class)
                .createIndex(new Index().on("written", Sort.Direction.ASC).expire(KEPT));
    }

    /**
     * Returns the messages of an answer, empty when none is known.
     *
     * @param id of what was answered
     */
    List<Long> parts(String id) {
        return stored.find(id, Answer.class).map(Answer::parts).orElse(List.of());
    }

    /** Returns those ids that have an answer. */
    List<String> answered(List<String> ids) {
        var known = query(where("_id").in(ids));
        known.fields().include("_id");
        return mongo.find(known, org.bson.Document.class, mongo.getCollectionName(Answer.class)).stream()
                .map(answer -> answer.getString("_id"))
                .toList();
    }

    void save(String id, List<Long> parts) {
        mongo.save(new Answer(id, List.copyOf(parts), clock.instant()));
    }

    void forget(String id) {
        mongo.remove(query(where("_id").is(id)), Answer.class);
    }
}
