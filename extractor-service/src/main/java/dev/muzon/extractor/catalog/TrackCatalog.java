package dev.muzon.extractor.catalog;

import java.util.Optional;

/** The tracks by their ids. */
public interface TrackCatalog {
    /** Keeps it, in place of an older entry with the same id. */
    void save(CatalogEntry entry);

    Optional<CatalogEntry> find(String id);
}
