package dev.muzon.extractor.resolve;

import dev.muzon.extractor.cache.KeptSound;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.track.TrackQuery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The songs that were found before. Those whose sound is kept play whatever their site says now. */
@Component
class KnownSongs {
    /** Several sources may have found one page. More songs than that are a list, of which no single one is meant. */
    private static final int MOST_BEHIND_A_LINK = 12;

    private final TrackCatalog catalog;
    private final KeptSound sound;
    private final SourceChain sources;

    KnownSongs(TrackCatalog catalog, KeptSound sound, SourceChain sources) {
        this.catalog = catalog;
        this.sound = sound;
        this.sources = sources;
    }

    void save(CatalogEntry entry) {
        catalog.save(entry);
    }

    /**
     * Returns a track that somebody asked for, however long ago, as people keep it among their favourites. What stays in
     * its chat is played again by nobody who only knows its id.
     */
    Optional<CatalogEntry> find(String id, long chat) {
        return catalog.find(id)
                .filter(entry -> source(entry, sources.sources(chat)).isPresent());
    }

    /** Returns the song behind a link or a pick, if its sound is here in this state. */
    Optional<CatalogEntry> kept(TrackQuery query, KeptSound.State state) throws InterruptedException {
        for (CatalogEntry entry : meant(query)) {
            Optional<TrackSource> source = source(entry, sources.sources());
            if (source.isPresent() && sound.stateOf(source.get(), entry) == state) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private List<CatalogEntry> meant(TrackQuery query) {
        return switch (query) {
            case TrackQuery.Listed(String id) -> catalog.find(id).stream().toList();
            case TrackQuery.Link(String url) -> behind(url);
            default -> List.of();
        };
    }

    /**
     * Returns the song of each source behind a link. Several songs of one source are a list, and none of them is meant.
     * A closest match is looked for again, for there may be a better one.
     */
    private List<CatalogEntry> behind(String url) {
        List<CatalogEntry> all =
                catalog.behind(new LinkedHashSet<>(List.of(url.strip(), CanonicalLink.of(url))), MOST_BEHIND_A_LINK);
        if (all.size() == MOST_BEHIND_A_LINK) {
            return List.of();
        }
        Map<String, List<CatalogEntry>> bySource = all.stream().collect(Collectors.groupingBy(CatalogEntry::source));
        return bySource.values().stream()
                .filter(songs -> songs.size() == 1)
                .map(List::getFirst)
                .filter(song -> song.closest() == null)
                .toList();
    }

    private static Optional<TrackSource> source(CatalogEntry entry, List<TrackSource> among) {
        return among.stream()
                .filter(source -> source.name().equals(entry.source()) && source.isForEverybody())
                .findFirst();
    }
}
