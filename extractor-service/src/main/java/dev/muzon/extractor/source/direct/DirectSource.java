package dev.muzon.extractor.source.direct;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.Doorway;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.ListedLink;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The source of audio behind a URL: an audio file, a radio station, an HLS playlist, a list of those. Nothing is downloaded in
 * advance.
 */
final class DirectSource implements TrackSource {
    /** The file behind a link may be replaced at any time. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final DirectProperties settings;
    private final Door door;
    private final Ffprobe ffprobe;
    private final ListedTracks lists;
    private final LoginMarks marks = new LoginMarks();

    DirectSource(DirectProperties settings, Door door, Ffprobe ffprobe) {
        this.settings = settings;
        this.door = door;
        this.ffprobe = ffprobe;
        this.lists = new ListedTracks(this::found, this::unread, settings.maxEntries());
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
    public boolean isForEverybody() {
        return true;
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
        return DoorInput.longestProbe(settings.probeLimit()).plusSeconds(2);
    }

    @Override
    public Duration freshFor() {
        return FRESH;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        HttpLink link = HttpLink.parse(((TrackQuery.Link) query).url());
        long start = System.nanoTime();
        try (Doorway doorway = door.open(link, settings.probeLimit())) {
            Duration rest = settings.probeLimit().minusNanos(System.nanoTime() - start);
            List<ListedLink> list = doorway.list();
            return list == null
                    ? List.of(found(link, "", DoorInput.probe(doorway, ffprobe, rest)))
                    : lists.resolve(list, rest);
        }
    }

    private FoundTrack found(ListedLink listed, Duration limit) throws InterruptedException {
        return found(listed.link(), listed.title(), DoorInput.probe(door, listed.link(), ffprobe, limit));
    }

    /** Takes the list's word for a song. It is opened when it is played. */
    private FoundTrack unread(ListedLink listed) {
        return found(listed.link(), listed.title(), FoundTrack.unprobed(listed.duration()));
    }

    private FoundTrack found(HttpLink link, String listedTitle, MediaInfo media) {
        Long size = media.size();
        if (size != null && size > settings.maxSize().toBytes()) {
            var limit = FailureArgument.bytes(settings.maxSize().toBytes());
            throw Failure.of(FailureCode.TRACK_TOO_LARGE, size + " bytes", Map.of("limit", limit))
                    .asException();
        }
        // What a live stream plays now is the title of its song, and not of the station.
        boolean live = media.duration() == null;
        String title = live ? null : media.tag("title");
        if (title == null) {
            title = media.tag("icy-name");
        }
        if (title == null) {
            title = listedTitle.isBlank() ? link.readableName() : listedTitle;
        }
        String artist = live ? null : media.tag("artist");
        String url = link.toString();
        return link.login() == null
                ? new FoundTrack(url, url, title, artist, url, media)
                : new FoundTrack(marks.of(link) + " " + url, link.withLogin(), title, artist, null, media);
    }

    @Override
    public MediaInput open(String reference) {
        return DoorInput.open(door, HttpLink.parse(reference), settings.probeLimit());
    }
}
