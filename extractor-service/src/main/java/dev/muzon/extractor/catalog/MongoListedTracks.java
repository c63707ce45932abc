package dev.muzon.extractor.catalog;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The listed tracks in the collection {@code listed-tracks}. */
@Repository
class MongoListedTracks implements ListedTracks, StoredIndexes {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String LISTED = "listed";
    private static final Logger log = LoggerFactory.getLogger(MongoListedTracks.class);

    private final MongoTemplate mongo;
    private final StoredDocuments documents;
    private final Clock clock;

    MongoListedTracks(MongoTemplate mongo, StoredDocuments documents, Clock clock) {
        this.mongo = mongo;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * A listed track as it is stored. Text from strangers is bounded like in a {@link dev.muzon.protocol.track.Track}.
     *
     * @param duration as its source told it, null when it did not
     * @param cover a public link to its picture, null when there is none
     */
    @Document("listed-tracks")
    record Stored(
            @Id String id,
            String source,
            String key,
            String reference,
            String title,
            @Nullable String artist,
            @Nullable String link,
            @Nullable Duration duration,
            @Nullable String cover,
            Instant listed) {
        Stored {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(title, "title");
        }
    }

    @Override
    public void createIndexes() {
        mongo.indexOps(Stored.class).createIndex(new Index().on(LISTED, Sort.Direction.ASC));
    }

    @Override
    public void save(String source, FoundTrack track) {
        CatalogEntry entry = CatalogEntry.of(source, track, clock.instant());
        mongo.save(new Stored(
                entry.id(),
                source,
                track.key(),
                track.reference(),
                entry.title(),
                entry.artist(),
                entry.link(),
                entry.duration(),
                entry.cover(),
                entry.found()));
    }

    @Override
    public Optional<Listed> find(String id) {
        return documents.find(id, Stored.class).map(MongoListedTracks::read);
    }

    private static Listed read(Stored it) {
        var track = new FoundTrack(
                        it.key(),
                        it.reference(),
                        it.title(),
                        it.artist(),
                        it.link(),
                        FoundTrack.unprobed(it.duration()))
                .showing(it.cover());
        return new Listed(it.id(), it.source(), track);
    }

    /** Deletes what was listed long ago. A sweep rather than a TTL index, which the embedded server lacks. */
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void sweep() {
        try {
            mongo.remove(query(where(LISTED).lt(clock.instant().minus(KEPT))), Stored.class);
        } catch (DataAccessException e) {
            log.warn("Listed tracks not swept, the next sweep follows: {}", e.getMessage());
        }
    }
}
