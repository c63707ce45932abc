package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.SongElsewhere;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of links to music services. The song that a link means is found in another source. The songs of an album
 * or a playlist are looked for when they are played.
 */
final class MetadataSource implements SongElsewhere {
    private static final Logger log = LoggerFactory.getLogger(MetadataSource.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(8);

    /** A song stays the same song. It may be taken down where it was found, which people should notice within days. */
    private static final Duration FRESH = Duration.ofDays(7);

    private final List<MusicService> services;
    private final PageNames names;
    private final SongFinder finder;
    private final Ffprobe ffprobe;
    private final int playlistLimit;

    MetadataSource(
            List<MusicService> services, PageNames names, SongFinder finder, Ffprobe ffprobe, int playlistLimit) {
        this.services = List.copyOf(services);
        this.names = names;
        this.finder = finder;
        this.ffprobe = ffprobe;
        this.playlistLimit = playlistLimit;
    }

    @Override
    public String name() {
        return "metadata";
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.SERVICES), null);
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public Duration freshFor() {
        return FRESH;
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Link link && service(link).isPresent();
    }

    /** Finds the service of a link. A page that another source plays itself is left to it. */
    private Optional<MusicService> service(TrackQuery.Link link) {
        return PageSites.of(link)
                .map(site -> isYouTubeMusic(link) ? "YouTube Music" : site)
                .flatMap(site -> services.stream()
                        .filter(service -> service.site().equals(site))
                        .findFirst())
                .filter(_ -> !isYouTubeMusic(link)
                        || finder.sources().stream()
                                .noneMatch(source -> !source.name().equals(name()) && source.answers(link)));
    }

    private static boolean isYouTubeMusic(TrackQuery.Link link) {
        try {
            return HttpLink.parse(link.url()).host().equals(YouTubeMusicService.HOST);
        } catch (FailureException e) {
            return false;
        }
    }

    @Override
    public String blames(TrackQuery query) {
        return name() + " " + HttpLink.parse(((TrackQuery.Link) query).url()).host();
    }

    /** Leaves time for the service, the search elsewhere and the probe. */
    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        var link = (TrackQuery.Link) query;
        MusicService service = service(link)
                .orElseThrow(() -> Failure.of(FailureCode.URL_PAGE, "a page of no service that is known")
                        .asException());
        Described described = service.describe(HttpLink.parse(link.url()), playlistLimit);
        List<SoughtSong> songs = described.songs();
        if (songs.isEmpty()) {
            throw Failure.of(FailureCode.NOTHING_FOUND, "a list without a song").asException();
        }
        if (described.list()) {
            return songs.stream()
                    .limit(playlistLimit)
                    .map(MetadataSource::unread)
                    .toList();
        }
        SoughtSong song = songs.getFirst();
        FoundTrack found = finder.first(song, candidate -> probed(song, candidate));
        return List.of(found);
    }

    @Override
    public TrackSource elsewhere(Set<String> leftOut) {
        return new PageElsewhere(this, names, finder.without(leftOut), this::probed);
    }

    /** Takes the service's word for a song of a list. It is looked for when it is played. */
    private static FoundTrack unread(SoughtSong song) {
        var media = new MediaInfo(song.duration(), false, null, "", "", null, 0, 0, Map.of(), false, 0);
        return new FoundTrack(
                song.key(), new Reference(song, null, null).written(), song.title(), song.artist(), song.link(), media);
    }

    private FoundTrack probed(SoughtSong song, SongFinder.Candidate candidate) throws InterruptedException {
        TrackSource source = candidate.source();
        FoundTrack track = candidate.hit().track();
        try (MediaInput input = source.open(track.reference())) {
            MediaInfo media;
            try {
                media = ffprobe.probe(input.options(), input.location(), input.reach(), PROBE_LIMIT);
            } catch (FailureException e) {
                Failure atTheDoor = input.failure();
                throw atTheDoor == null ? e : atTheDoor.causedBy(e);
            }
            boolean certain = candidate.isCertain();
            return new FoundTrack(
                    song.key(),
                    new Reference(song, source.name(), track.reference()).written(),
                    certain ? song.title() : track.title(),
                    certain ? song.artist() : track.artist(),
                    song.link(),
                    media,
                    null,
                    !certain,
                    certain ? track.cover() : null);
        }
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        Reference read = Reference.read(reference);
        String elsewhere = read.reference();
        @Nullable TrackSource source = finder.sources().stream()
                .filter(one -> one.name().equals(read.source()))
                .findFirst()
                .orElse(null);
        if (source != null && elsewhere != null) {
            try {
                return kept(source, source.open(elsewhere));
            } catch (FailureException e) {
                log.info("Song no longer plays from {}, it is looked for again: {}", read.source(), e.getMessage());
            }
        }
        return finder.first(read.song(), candidate -> {
            FoundTrack track = candidate.hit().track();
            MediaInput input = candidate.source().open(track.reference());
            if (!candidate.isCertain()) {
                // Nobody may take it for the wanted song, which may be found the next time.
                return new UnkeptInput(input, name(track));
            }
            // What is known of the song is known of the recording that no longer plays.
            return elsewhere == null ? kept(candidate.source(), input) : new UnkeptInput(input);
        });
    }

    private static String name(FoundTrack track) {
        return track.artist() == null ? track.title() : track.artist() + " – " + track.title();
    }

    /** Leaves it to the source that has the sound whether it is kept. The operator's own music is not. */
    private static MediaInput kept(TrackSource source, MediaInput input) {
        return source.freshFor().isPositive() ? input : new UnkeptInput(input);
    }
}
