package dev.muzon.extractor.source.site;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.extractor.source.library.SearchWords;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source of songs that one site finds by words. Links to its pages are for other sources. */
final class SiteSource implements SongSearch {
    private static final Logger log = LoggerFactory.getLogger(SiteSource.class);
    private static final int CANDIDATES = 5;
    private static final int ATTEMPTS = 3;

    /** A page keeps its sound. It may be taken down, which people should notice within days. */
    private static final Duration FRESH = Duration.ofDays(7);

    private final SongSite site;
    private final SiteSound sound;

    SiteSource(SongSite site, SiteSound sound) {
        this.site = site;
        this.sound = sound;
    }

    @Override
    public String name() {
        return site.name();
    }

    void warmUp() {
        site.warmUp();
    }

    @Override
    public SourceView view() {
        String off = sound.off();
        if (off != null) {
            return new SourceView(name(), List.of(), null, off);
        }
        List<SourceView.Kind> kinds = site.hasPages()
                ? List.of(SourceView.Kind.WORDS, SourceView.Kind.PAGES)
                : List.of(SourceView.Kind.WORDS);
        return new SourceView(name(), kinds, null);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Text(String words) && !words.isBlank();
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean isExtra() {
        return true;
    }

    @Override
    public boolean isOwn() {
        return false;
    }

    @Override
    public Duration freshFor() {
        return FRESH;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        String words = ((TrackQuery.Text) query).text();
        @Nullable FailureException last = null;
        for (FoundTrack listed : list(words, CANDIDATES).stream()
                .filter(song -> site.guesses() || holds(song, words))
                .limit(ATTEMPTS)
                .toList()) {
            try {
                return List.of(found(listed, !holds(listed, words)));
            } catch (FailureException e) {
                log.info("Candidate {} of {} left out: {}", listed.key(), name(), e.getMessage());
                last = e;
            }
        }
        throw last != null
                ? last
                : Failure.of(FailureCode.NOTHING_FOUND, name() + " has nothing like this")
                        .asException();
    }

    /** Tells whether a song has all these words in its names. */
    private static boolean holds(FoundTrack track, String words) {
        Set<String> names = new HashSet<>(SearchWords.of(track.title()));
        names.addAll(SearchWords.of(track.artist() == null ? "" : track.artist()));
        return names.containsAll(SearchWords.of(words));
    }

    @Override
    public List<FoundTrack> list(String words, int limit) throws InterruptedException {
        return songs(words, limit).stream().map(Hit::track).toList();
    }

    @Override
    public List<Hit> songs(String words, int most) throws InterruptedException {
        return site.search(words, most).stream()
                .filter(hit -> !hit.track().title().isBlank())
                .limit(most)
                .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public FoundTrack find(FoundTrack listed) throws InterruptedException {
        return found(listed, false);
    }

    private FoundTrack found(FoundTrack listed, boolean closest) throws InterruptedException {
        return new FoundTrack(
                listed.key(),
                listed.reference(),
                listed.title(),
                listed.artist(),
                listed.link(),
                sound.probe(listed),
                listed.kind(),
                closest,
                listed.cover());
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        return sound.open(reference);
    }
}
