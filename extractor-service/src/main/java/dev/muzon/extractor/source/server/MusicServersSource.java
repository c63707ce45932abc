package dev.muzon.extractor.source.server;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.extractor.source.library.LibraryTrack;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;

/** The source that searches the operator's music servers. The best song of all of them is taken. */
final class MusicServersSource implements SongSearch, AutoCloseable {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(8);

    /** Longer than a server may take for all its questions. */
    private static final Duration SEARCH_LIMIT = Duration.ofSeconds(30);

    /** A person looks at a list while it is made, so that a slow server is left out of it. */
    private static final Duration LIST_LIMIT = Duration.ofSeconds(1);

    private final MusicServers servers;
    private final Door door;
    private final Ffprobe ffprobe;

    MusicServersSource(MusicServers servers, Door door, Ffprobe ffprobe) {
        this.servers = servers;
        this.door = door;
        this.ffprobe = ffprobe;
    }

    @Override
    public String name() {
        return "servers";
    }

    @Override
    public SourceView view() {
        return new SourceView(name(), List.of(SourceView.Kind.WORDS), null);
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean isWaitedFor() {
        return true;
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Text;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        String words = ((TrackQuery.Text) query).text();
        List<LibraryTrack> best = servers.search(words, 1, SEARCH_LIMIT);
        if (best.isEmpty()) {
            throw Failure.of(FailureCode.NOTHING_FOUND, "no music server has anything like this")
                    .asException();
        }
        return List.of(find(listed(best.getFirst())));
    }

    @Override
    public List<FoundTrack> list(String words, int limit) throws InterruptedException {
        return servers.search(words, limit, LIST_LIMIT).stream()
                .map(MusicServersSource::listed)
                .toList();
    }

    private static FoundTrack listed(LibraryTrack track) {
        return new FoundTrack(track.path(), track.path(), track.title(), track.artist(), null, track.media());
    }

    @Override
    public FoundTrack find(FoundTrack listed) throws InterruptedException {
        MediaInfo media = DoorInput.probe(door, sound(listed.reference()), ffprobe, PROBE_LIMIT);
        return new FoundTrack(listed.key(), listed.reference(), listed.title(), listed.artist(), null, media);
    }

    @Override
    public List<Hit> songs(String words, int most) throws InterruptedException {
        return servers.search(words, most, SEARCH_LIMIT).stream()
                .map(track -> new Hit(listed(track), null))
                .toList();
    }

    @Override
    public MediaInput open(String reference) throws InterruptedException {
        return DoorInput.open(door, sound(reference), PROBE_LIMIT);
    }

    /**
     * Finds the sound of a reference.
     *
     * @throws FailureException user error, when its server is no longer one of ours
     */
    private HttpLink sound(String reference) throws InterruptedException {
        return servers.find(reference)
                .orElseThrow(
                        () -> Failure.of(FailureCode.SOURCE_NOT_FOUND, "its music server is no longer in the settings")
                                .asException());
    }

    @Override
    public void close() {
        door.close();
    }
}
