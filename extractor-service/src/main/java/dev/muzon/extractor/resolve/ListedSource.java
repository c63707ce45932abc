package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;

/** A source that is asked for nothing but one track that it has listed. */
record ListedSource(TrackSource source, FoundTrack track) implements TrackSource {
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceView view() {
        return source.view();
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Listed;
    }

    @Override
    public Duration patience() {
        return source.patience();
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        return List.of(source.find(track));
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        return source.open(reference);
    }
}
