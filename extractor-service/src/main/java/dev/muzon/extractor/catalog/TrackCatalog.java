package dev.muzon.extractor.catalog;

import java.util.Optional;

/** The catalog of tracks by their ids. */
public interface TrackCatalog {
    /** Saves an entry, in place of an older one with the same id. */
    void save(CatalogEntry entry);

    Optional<CatalogEntry> find(String id);
}
