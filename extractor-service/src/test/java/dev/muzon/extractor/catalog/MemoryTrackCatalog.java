package dev.muzon.extractor.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The catalog in memory. */
public final class MemoryTrackCatalog implements TrackCatalog {
    private final Map<String, CatalogEntry> entries = new ConcurrentHashMap<>();

    @Override
    public void save(CatalogEntry entry) {
        entries.put(entry.id(), entry);
    }

    @Override
    public Optional<CatalogEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public List<CatalogEntry> behind(Set<String> links, int most) {
        return entries.values().stream()
                .filter(entry -> entry.link() != null && links.contains(entry.link()))
                .limit(most)
                .toList();
    }
}
