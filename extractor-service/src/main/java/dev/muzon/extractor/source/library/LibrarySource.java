package dev.muzon.extractor.source.library;

import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The source that searches the operator's folder. Its thread keeps the index up to date while the service runs. */
@Component
class LibrarySource implements SongSearch, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LibrarySource.class);

    /**
     * A search right after the start waits for a small library. A huge one takes minutes, and the search is refused
     * instead.
     */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private final LibraryProperties settings;
    private final MusicFolder folder;
    private final Ffprobe ffprobe;
    private volatile LibraryIndex index = new LibraryIndex(List.of());
    private volatile boolean running;
    private volatile @Nullable Thread watcher;
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private boolean unreadable;
    private boolean troubled;

    LibrarySource(LibraryProperties settings, MusicFolder folder, Ffprobe ffprobe, MeterRegistry meters) {
        this.settings = settings;
        this.folder = folder;
        this.ffprobe = ffprobe;
        Gauge.builder("muzon.library.tracks", () -> index.size())
                .description("Playable files in the library")
                .register(meters);
    }

    @Override
    public String name() {
        return "library";
    }

    @Override
    public SourceView view() {
        boolean read = firstLook.getCount() == 0;
        return new SourceView(name(), List.of(SourceView.Kind.WORDS), read ? index.size() : null);
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean answers(TrackQuery query) {
        return query instanceof TrackQuery.Text;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) throws InterruptedException {
        String text = ((TrackQuery.Text) query).text();
        LibraryIndex searched = read();
        if (searched.size() == 0) {
            throw Failure.of(FailureCode.LIBRARY_EMPTY, "there is no music to search in")
                    .asException();
        }
        List<LibraryTrack> best = searched.search(text, 1);
        if (best.isEmpty()) {
            throw Failure.of(
                            FailureCode.NOTHING_FOUND,
                            "nothing in " + searched.size() + " tracks is like this",
                            Map.of("songs", FailureArgument.count(searched.size())))
                    .asException();
        }
        return best.stream().map(LibrarySource::found).toList();
    }

    /** Returns the index, once the folder has been looked at. */
    private LibraryIndex read() throws InterruptedException {
        if (!firstLook.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the library is still being read")
                    .asException();
        }
        return index;
    }

    private static FoundTrack found(LibraryTrack track) {
        return new FoundTrack(track.path(), track.path(), track.title(), track.artist(), null, track.media());
    }

    @Override
    public List<FoundTrack> list(String words, int limit) throws InterruptedException {
        return read().search(words, limit).stream().map(LibrarySource::found).toList();
    }

    @Override
    public List<FoundTrack> closest(String words, int limit) throws InterruptedException {
        return read().closest(words, limit).stream().map(LibrarySource::found).toList();
    }

    @Override
    public List<FoundTrack> related(Track after, String reference, int limit) throws InterruptedException {
        String path = after.source().equals(name()) ? reference : "";
        return read().related(after.artist(), path).stream()
                .limit(limit)
                .map(LibrarySource::found)
                .toList();
    }

    @Override
    public List<FoundTrack> any(long seed, int limit) throws InterruptedException {
        return read().any(seed, limit).stream().map(LibrarySource::found).toList();
    }

    @Override
    public FoundTrack find(FoundTrack listed) throws InterruptedException {
        LibraryTrack track = read().at(listed.reference());
        if (track == null) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no longer in the library: " + listed.reference())
                    .asException();
        }
        return found(track);
    }

    @Override
    public List<Hit> songs(String words, int most) throws InterruptedException {
        return index.search(words, most).stream()
                .map(track -> new Hit(found(track), null))
                .toList();
    }

    @Override
    public MediaInput open(String reference) {
        Path directory = settings.directory();
        if (directory != null) {
            Path file = directory.resolve(reference).normalize();
            if (file.startsWith(directory.normalize()) && Files.isRegularFile(file)) {
                return new FileInput(file);
            }
        }
        throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "no longer in the library: " + reference)
                .asException();
    }

    @Override
    public void start() {
        Path directory = settings.directory();
        if (directory == null) {
            log.info("Library is empty, no music folder is set: {}", folder.withoutIt());
            firstLook.countDown();
            return;
        }
        running = true;
        watcher = Thread.ofVirtual().name("library-watcher").start(() -> watch(directory));
    }

    private void watch(Path directory) {
        LibraryScanner scanner = new LibraryScanner(directory, ffprobe);
        try {
            while (running) {
                look(scanner);
                firstLook.countDown();
                Thread.sleep(settings.rescan());
            }
        } catch (InterruptedException e) {
            log.debug("Library is no longer watched");
        }
    }

    private void look(LibraryScanner scanner) throws InterruptedException {
        try {
            warn(folder.trouble());
            @Nullable List<LibraryTrack> tracks = scanner.scan();
            if (tracks != null) {
                index = new LibraryIndex(tracks);
                log.info("Library read: {} tracks", tracks.size());
            }
            unreadable = false;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            if (!unreadable) {
                log.warn("Library cannot be read and stays as it was", e);
            }
            unreadable = true;
        }
    }

    /** Tells once that the folder went away or cannot be read. */
    private void warn(@Nullable String trouble) {
        if (trouble != null && !troubled) {
            log.warn("Library is out of reach: {}", trouble);
        }
        troubled = trouble != null;
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
