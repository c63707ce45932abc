package dev.muzon.extractor.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalog of tracks by their ids. */
public interface TrackCatalog {
    /** Saves an entry, in place of an older one with the same id. */
    void save(CatalogEntry entry);

    Optional<CatalogEntry> find(String id);

    /**
     * Finds tracks by the page that people may open.
     *
     * @param most of tracks that are read
     */
    List<CatalogEntry> behind(Set<String> links, int most);
}
