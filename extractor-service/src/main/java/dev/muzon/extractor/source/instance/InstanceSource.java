package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.MediaLink;
import dev.muzon.extractor.door.Way;
import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;

/** The source of pages that an instance of the operator's opens. The page is read again each time its sound is opened. */
final class InstanceSource implements TrackSource, AutoCloseable {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(8);

    /** The page of a video stays the same video. */
    private static final Duration FRESH = Duration.ofDays(7);

    private final Instance instance;
    private final Door door;
    private final Ffprobe ffprobe;

    InstanceSource(Instance instance, Door door, Ffprobe ffprobe) {
        this.instance = instance;
        this.door = door;
        this.ffprobe = ffprobe;
    }

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.PAGES), null);
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Link link && opens(link);
    }

    private boolean opens(TrackQuery.Link link) {
        return PageSites.of(link).isPresent() && instance.opens(link.url());
    }

    @Override
    public String blames(TrackQuery query) {
        return instance.base().origin();
    }

    @Override
    public Duration freshFor() {
        return FRESH;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        String link = ((TrackQuery.Link) query).url().strip();
        Instance.Page page = instance.read(link);
        MediaInfo media = DoorInput.probe(door, page.sound(), ffprobe, PROBE_LIMIT);
        String title = page.title().isBlank() ? link : page.title();
        String artist = page.artist() == null || page.artist().isBlank() ? null : page.artist();
        return List.of(new FoundTrack(page.key(), link, title, artist, CanonicalLink.of(link), media));
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        if (!opens(new TrackQuery.Link(reference))) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "not a page that " + name() + " opens")
                    .asException();
        }
        Way way = door.openMedia(sound(reference), () -> sound(reference), PROBE_LIMIT);
        return DoorInput.playing(way);
    }

    private MediaLink sound(String page) {
        return new MediaLink(instance.read(page).sound());
    }

    @Override
    public void close() {
        door.close();
    }
}
