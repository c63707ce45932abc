package dev.muzon.extractor.source.direct;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import java.util.Map;

/**
 * The source of audio behind a URL: an audio file, a radio station, an HLS playlist. Nothing is downloaded in advance.
 */
final class DirectSource implements TrackSource {
    private final DirectProperties settings;
    private final Door door;
    private final Ffprobe ffprobe;

    DirectSource(DirectProperties settings, Door door, Ffprobe ffprobe) {
        this.settings = settings;
        this.door = door;
        this.ffprobe = ffprobe;
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.LINKS), null);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Link link && PageSites.of(link).isEmpty();
    }

    @Override
    public String blames(TrackQuery query) {
        return HttpLink.parse(((TrackQuery.Link) query).url()).origin();
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        HttpLink link = HttpLink.parse(((TrackQuery.Link) query).url());
        MediaInfo media = DoorInput.probe(door, link, ffprobe, settings.probeLimit());
        Long size = media.size();
        if (size != null && size > settings.maxSize().toBytes()) {
            var limit = FailureArgument.bytes(settings.maxSize().toBytes());
            throw Failure.of(FailureCode.TRACK_TOO_LARGE, size + " bytes", Map.of("limit", limit))
                    .asException();
        }
        String title = media.tag("title");
        if (title == null) {
            title = media.tag("icy-name");
        }
        String url = link.toString();
        return List.of(
                new FoundTrack(url, url, title == null ? link.readableName() : title, media.tag("artist"), url, media));
    }

    @Override
    public MediaInput open(String reference) {
        return DoorInput.open(door, HttpLink.parse(reference), settings.probeLimit());
    }
}
