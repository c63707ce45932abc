package dev.muzon.gateway.music.album;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Albums in MongoDB, one document each. */
@Component
class MongoAlbumStore implements AlbumStore, StoredIndexes {
    private static final String PREFIX = "m";
    private static final Pattern ITEM = Pattern.compile(PREFIX + "\\d{1,9}");

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final JsonMapper json;
    private final FailureLog failures;

    MongoAlbumStore(
            MongoTemplate mongo, StoredDocuments stored, StorePatience patience, JsonMapper json, FailureLog failures) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.json = json;
        this.failures = failures;
    }

    /**
     * An album as it is stored.
     *
     * @param items files as JSON, by the ids of their messages
     */
    @Document("albums")
    record Saved(@Id String id, Map<String, String> items, Instant created) {
        Saved {
            items = Objects.requireNonNullElseGet(items, Map::of);
        }
    }

    @Override
    public void add(Key album, int messageId, TelegramFile file, Instant now) {
        var update = new Update()
                .set("items." + PREFIX + messageId, json.writeValueAsString(file))
                .setOnInsert("created", now);
        patience.run(() -> mongo.upsert(query(where("_id").is(album.toString())), update, Saved.class));
    }

    @Override
    public List<TelegramFile> items(Key album) {
        return patience.ask(() -> stored.find(album.toString(), Saved.class)).stream()
                .flatMap(saved -> saved.items().entrySet().stream())
                .filter(item -> ITEM.matcher(item.getKey()).matches())
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
    public void createIndexes() {
        mongo.indexOps(Saved.class).createIndex(new Index().on("created", Sort.Direction.ASC));
    }

    @Override
    public void forgetBefore(Instant time) {
        mongo.remove(query(where("created").lt(time)), Saved.class);
    }
}
