package dev.muzon.extractor.source.direct;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.Doorway;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaFormats;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** Leaves the probe enough time to say itself what kept it waiting. */
    @Override
    public Duration patience() {
        return settings.probeLimit().plusSeconds(2);
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        HttpLink link = HttpLink.parse(((TrackQuery.Link) query).url());
        MediaInfo media = probe(link);
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

    private MediaInfo probe(HttpLink link) throws InterruptedException {
        long start = System.nanoTime();
        try (DoorInput input = through(link, List.of(), settings.probeLimit())) {
            Duration rest = settings.probeLimit().minusNanos(System.nanoTime() - start);
            try {
                return ffprobe.probe(input.options(), input.location(), input.reach(), rest);
            } catch (FailureException e) {
                Failure atTheDoor = input.failure();
                throw atTheDoor == null ? e : atTheDoor.causedBy(e);
            }
        }
    }

    @Override
    public MediaInput open(String reference) {
        return through(
                HttpLink.parse(reference),
                List.of(
                        "-reconnect", "1",
                        "-reconnect_streamed", "1",
                        "-reconnect_on_network_error", "1",
                        "-reconnect_delay_max", "5"),
                settings.probeLimit());
    }

    private DoorInput through(HttpLink link, List<String> more, Duration limit) {
        Doorway doorway = door.open(link, limit);
        List<String> options = new ArrayList<>(doorway.options());
        options.addAll(List.of(
                "-format_whitelist",
                doorway.isPlaylist() ? MediaFormats.STREAMS : MediaFormats.FILES,
                // Without it a seek in mp3 reads everything from byte 0.
                "-fflags",
                "+fastseek"));
        options.addAll(more);
        return new DoorInput(doorway, List.copyOf(options));
    }

    private record DoorInput(Doorway doorway, List<String> options) implements MediaInput {
        @Override
        public String location() {
            return doorway.location();
        }

        @Override
        public Reach reach() {
            return Reach.port(doorway.port());
        }

        @Override
        public @Nullable Failure failure() {
            return doorway.failure();
        }

        @Override
        public void close() {
            doorway.close();
        }
    }
}
