package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for the song of a page that nobody opens. What it finds is a song of the source behind it.
 *
 * @param probe makes a track of a candidate that plays
 */
record PageElsewhere(TrackSource source, PageNames names, SongFinder finder, Probe probe) implements TrackSource {
    /** The last look at a candidate. */
    @FunctionalInterface
    interface Probe {
        FoundTrack of(SoughtSong song, SongFinder.Candidate candidate) throws InterruptedException;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceView view() {
        return source.view();
    }

    @Override
    public boolean isForEverybody() {
        return source.isForEverybody();
    }

    @Override
    public Duration patience() {
        return source.patience();
    }

    @Override
    public String blames(TrackQuery query) {
        return source.blames(query);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Link link && names.knows(link);
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        var link = (TrackQuery.Link) query;
        String page = CanonicalLink.of(link.url());
        @Nullable FailureException last = null;
        for (SoughtSong song : names.of(link)) {
            try {
                FoundTrack found = finder.first(song, candidate -> playing(song, candidate, page));
                return List.of(found);
            } catch (FailureException e) {
                last = e;
            }
        }
        throw last != null
                ? last
                : Failure.of(FailureCode.NOTHING_FOUND, "a page without a name").asException();
    }

    private FoundTrack playing(SoughtSong song, SongFinder.Candidate candidate, String page)
            throws InterruptedException {
        FoundTrack track = candidate.hit().track();
        String link = track.link();
        if (link != null && CanonicalLink.of(link).equals(page)) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "the page that does not play")
                    .asException();
        }
        FoundTrack found = probe.of(song, candidate);
        return new FoundTrack(
                found.key(),
                found.reference(),
                track.title(),
                track.artist(),
                link,
                found.media(),
                found.kind(),
                true,
                track.cover());
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        return source.open(reference);
    }
}
