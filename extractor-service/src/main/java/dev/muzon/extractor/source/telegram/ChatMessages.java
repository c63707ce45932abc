package dev.muzon.extractor.source.telegram;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The messages that one chat may hear. assistant-service refuses all others, whatever a reference says. */
record ChatMessages(MessageSounds sounds, long chat) implements TrackSource {
    @Override
    public String name() {
        return LinkedMessageSource.NAME;
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.LINKS), null);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return MessageLink.of(query).isPresent();
    }

    @Override
    public Duration patience() {
        return MessageSounds.PROBE_LIMIT;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        MessageReference place = MessageLink.of(query)
                .flatMap(MessageLink::message)
                .orElseThrow(() -> Failure.of(FailureCode.URL_CHANNEL, "the link names no message")
                        .asException());
        PostView.Song song = sounds.song(place, chat);
        MediaInfo media = sounds.probe(place, chat, song.size());
        return List.of(new FoundTrack(
                place.toString(),
                place.toString(),
                Objects.requireNonNullElse(Track.labelOf(media.tag("title")), song.title()),
                song.artist() == null ? media.tag("artist") : song.artist(),
                null,
                media));
    }

    @Override
    public MediaInput open(String reference) {
        return sounds.open(MessageReference.parse(reference), chat);
    }
}
