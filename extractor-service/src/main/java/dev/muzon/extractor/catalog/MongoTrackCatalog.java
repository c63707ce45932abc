package dev.muzon.extractor.catalog;

import dev.muzon.runtime.store.StoredDocuments;
import java.util.Optional;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The catalog in the collection {@code tracks}. A track that cannot be read is unknown. */
@Repository
class MongoTrackCatalog implements TrackCatalog {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;

    MongoTrackCatalog(MongoTemplate mongo, StoredDocuments stored) {
        this.mongo = mongo;
        this.stored = stored;
    }

    @Override
    public void save(CatalogEntry entry) {
        mongo.save(entry);
    }

    @Override
    public Optional<CatalogEntry> find(String id) {
        return stored.find(id, CatalogEntry.class);
    }
}
