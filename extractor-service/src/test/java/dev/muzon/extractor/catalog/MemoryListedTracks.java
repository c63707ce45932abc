package dev.muzon.extractor.catalog;

import dev.muzon.extractor.source.FoundTrack;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Listed tracks in memory. */
public final class MemoryListedTracks implements ListedTracks {
    private final Map<String, Listed> tracks = new ConcurrentHashMap<>();

    @Override
    public void save(String source, FoundTrack track) {
        CatalogEntry entry = CatalogEntry.of(source, track, Instant.EPOCH);
        var kept = new FoundTrack(
                        track.key(),
                        track.reference(),
                        entry.title(),
                        entry.artist(),
                        entry.link(),
                        FoundTrack.unprobed(entry.duration()))
                .showing(entry.cover());
        tracks.put(entry.id(), new Listed(entry.id(), source, kept));
    }

    @Override
    public Optional<Listed> find(String id) {
        return Optional.ofNullable(tracks.get(id));
    }
}
