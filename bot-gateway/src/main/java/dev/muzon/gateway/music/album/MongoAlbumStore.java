package dev.muzon.gateway.music.album;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import dev.muzon.resilience.FailureLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Albums in MongoDB, one document each. */
@Component
class MongoAlbumStore implements AlbumStore {
    private static final String PREFIX = "m";

    private final MongoTemplate mongo;
    private final JsonMapper json;
    private final FailureLog failures;

    MongoAlbumStore(MongoTemplate mongo, JsonMapper json, FailureLog failures) {
        this.mongo = mongo;
        this.json = json;
        this.failures = failures;
    }

    /**
     * An album as it is stored.
     *
     * @param items files as JSON, by the ids of their messages
     */
    @Document("albums")
    record Saved(@Id String id, Map<String, String> items, Instant created) {}

    @Override
    public void add(Key album, int messageId, TelegramFile file, Instant now) {
        var update = new Update()
                .set("items." + PREFIX + messageId, json.writeValueAsString(file))
                .setOnInsert("created", now);
        mongo.upsert(query(where("_id").is(album.toString())), update, Saved.class);
    }

    @Override
    public List<TelegramFile> items(Key album) {
        @Nullable Saved saved = mongo.findById(album.toString(), Saved.class);
        return saved == null
                ? List.of()
                : saved.items().entrySet().stream()
                        .sorted(Comparator.comparingInt(
                                item -> Integer.parseInt(item.getKey().substring(PREFIX.length()))))
                        .flatMap(item -> read(album, item.getValue()))
                        .limit(TrackQuery.TelegramFiles.MAX_FILES)
                        .toList();
    }

    /** Reads one file by itself, so that a bad one does not cost the others. */
    private Stream<TelegramFile> read(Key album, String file) {
        try {
            return Stream.of(json.readValue(file, TelegramFile.class));
        } catch (JacksonException | IllegalArgumentException e) {
            failures.report(
                    "stored album",
                    Failure.perInstance(
                            FailureCode.DOCUMENT_UNREADABLE,
                            "unreadable file left out: " + e.getMessage(),
                            "album:" + album));
            return Stream.empty();
        }
    }

    @Override
    public void forgetBefore(Instant time) {
        mongo.remove(query(where("created").lt(time)), Saved.class);
    }
}
