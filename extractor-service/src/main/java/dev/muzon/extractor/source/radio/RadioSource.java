package dev.muzon.extractor.source.radio;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source of radio stations. The first station that answers is taken. */
final class RadioSource implements TrackSource {
    private static final Logger log = LoggerFactory.getLogger(RadioSource.class);
    private static final int ATTEMPTS = 4;
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StationDirectory directory;
    private final Door door;
    private final Ffprobe ffprobe;

    RadioSource(StationDirectory directory, Door door, Ffprobe ffprobe) {
        this.directory = directory;
        this.door = door;
        this.ffprobe = ffprobe;
    }

    @Override
    public String name() {
        return "radio";
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.STATIONS), null);
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Station;
    }

    /** Leaves time for stations that are away. */
    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        String words = ((TrackQuery.Station) query).words();
        List<Station> stations = directory.search(words);
        for (Station station : stations.subList(0, Math.min(ATTEMPTS, stations.size()))) {
            try {
                return List.of(found(station));
            } catch (FailureException e) {
                log.info("Station {} left out: {}", station.id(), e.getMessage());
            }
        }
        throw Failure.of(FailureCode.NO_STATION, stations.size() + " stations are called so, and none plays")
                .asException();
    }

    private FoundTrack found(Station station) throws InterruptedException {
        HttpLink link = HttpLink.parse(station.url());
        MediaInfo media = DoorInput.probe(door, link, ffprobe, PROBE_LIMIT);
        String name = station.name().isBlank() ? link.readableName() : station.name();
        return new FoundTrack(station.id(), station.reference(), name, null, station.page(), media);
    }

    @Override
    public MediaInput open(String reference) {
        Station station = Station.of(reference);
        DoorInput input = DoorInput.open(door, HttpLink.parse(station.url()), OPEN_LIMIT);
        directory.count(station);
        return input;
    }
}
