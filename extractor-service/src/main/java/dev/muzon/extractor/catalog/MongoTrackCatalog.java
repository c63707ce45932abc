package dev.muzon.extractor.catalog;

import java.util.Optional;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The catalog in the collection {@code tracks}. */
@Repository
class MongoTrackCatalog implements TrackCatalog {
    private final MongoTemplate mongo;

    MongoTrackCatalog(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public void save(CatalogEntry entry) {
        mongo.save(entry);
    }

    @Override
    public Optional<CatalogEntry> find(String id) {
        return Optional.ofNullable(mongo.findById(id, CatalogEntry.class));
    }
}
