package dev.muzon.voice.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.voice.audio.Loudness;
import dev.muzon.voice.audio.LoudnessStore;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/** Loudness in the collection {@code loudness}, one document per track. A value that cannot be is none. */
public final class MongoLoudnessStore implements LoudnessStore {
    private static final String COLLECTION = "loudness";

    private final MongoOperations mongo;

    public MongoLoudnessStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public @Nullable Loudness find(String trackId) {
        Document found = mongo.findOne(query(where("_id").is(trackId)), Document.class, COLLECTION);
        if (found == null
                || !(found.get("lufs") instanceof Number lufs)
                || !(found.get("seconds") instanceof Number seconds)) {
            return null;
        }
        try {
            return new Loudness(lufs.doubleValue(), seconds.doubleValue());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void save(String trackId, Loudness loudness) {
        var update = new Update().set("lufs", loudness.lufs()).set("seconds", loudness.seconds());
        mongo.upsert(query(where("_id").is(trackId)), update, COLLECTION);
    }
}
