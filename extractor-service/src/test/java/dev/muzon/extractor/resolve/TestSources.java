package dev.muzon.extractor.resolve;

import dev.muzon.extractor.cache.KeptSound;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.SourcesProperties;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sources that do as a test says, and chains of them. */
final class TestSources {
    static final Duration LONG = Duration.ofHours(1);

    private TestSources() {}

    /** A behaviour of a source. */
    interface Behaviour {
        List<FoundTrack> resolve() throws InterruptedException;
    }

    /** A source that answers texts. */
    record Named(String name, Behaviour behaviour, boolean isExtra, boolean isWaitedFor) implements TrackSource {
        Named(String name, Behaviour behaviour) {
            this(name, behaviour, false);
        }

        Named(String name, Behaviour behaviour, boolean isExtra) {
            this(name, behaviour, isExtra, false);
        }

        @Override
        public SourceView view() {
            return new SourceView(name, List.of(SourceView.Kind.WORDS), null);
        }

        @Override
        public boolean answers(TrackQuery query) {
            return query instanceof TrackQuery.Text;
        }

        @Override
        public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
            return behaviour.resolve();
        }

        @Override
        public MediaInput open(String reference) {
            throw new UnsupportedOperationException("nothing is played here");
        }
    }

    static FoundTrack track(String title) {
        var media =
                new MediaInfo(Duration.ofMinutes(3), true, 1L, "flac", "flac", null, 48_000, 2, Map.of(), false, 100);
        return new FoundTrack("key", "reference", title, null, null, media);
    }

    /** Returns a chain in which each source has all the time. */
    static SourceChain patient(List<TrackSource> sources) {
        return new SourceChain(sources, new SourcesProperties(List.of(), List.of(), LONG, List.of(), LONG, 8));
    }

    /** Returns the songs of a catalog, of which none has its sound here. */
    static KnownSongs known(TrackCatalog catalog, SourceChain sources) {
        return new KnownSongs(catalog, (_, _) -> KeptSound.State.MISSING, sources);
    }
}
