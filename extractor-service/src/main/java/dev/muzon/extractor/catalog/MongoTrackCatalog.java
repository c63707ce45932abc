package dev.muzon.extractor.catalog;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.runtime.store.StoredDocuments;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The catalog in the collection {@code tracks}. A track that cannot be read is unknown. */
@Repository
class MongoTrackCatalog implements TrackCatalog, StoredIndexes {
    private static final String LINK = "link";

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

    @Override
    public List<CatalogEntry> behind(Set<String> links, int most) {
        return stored.find(Query.query(where(LINK).in(links)).limit(most), CatalogEntry.class);
    }

    @Override
    public void createIndexes() {
        mongo.indexOps(CatalogEntry.class)
                .createIndex(new Index().on(LINK, Sort.Direction.ASC).sparse());
    }
}
