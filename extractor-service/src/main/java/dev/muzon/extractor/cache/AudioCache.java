package dev.muzon.extractor.cache;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.FailureException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sound of tracks, kept after it was fetched once. */
public final class AudioCache implements KeptSound, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AudioCache.class);

    private final CacheProperties settings;
    private final AudioStore store;
    private final SharedLevel shared;
    private final Door door;
    private final Clock clock;
    private final CacheMeters meters;
    private final Map<AudioKey, CompletableFuture<Opening>> openings = new ConcurrentHashMap<>();

    AudioCache(
            CacheProperties settings,
            AudioStore store,
            SharedLevel shared,
            Door door,
            Clock clock,
            CacheMeters meters) {
        this.settings = settings;
        this.store = store;
        this.shared = shared;
        this.door = door;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * An answer for those who ask for a track while another player opens it.
     *
     * @param again whether they should look into the store again
     * @param filling null when the sound is not kept
     */
    private record Opening(boolean again, @Nullable Filling filling) {
        static final Opening NOT_KEPT = new Opening(false, null);
        static final Opening AGAIN = new Opening(true, null);
    }

    /**
     * Makes a track's sound readable for ffmpeg until it is closed.
     *
     * @throws FailureException when it is neither here nor can be reached
     */
    public MediaInput open(TrackSource source, CatalogEntry track) throws InterruptedException {
        if (!isKept(source, track)) {
            return source.open(track.reference());
        }
        AudioKey key = AudioKey.of(track);
        while (true) {
            MediaInput hit = hit(source, track, store.find(key));
            if (hit != null) {
                return hit;
            }
            var mine = new CompletableFuture<Opening>();
            CompletableFuture<Opening> others = openings.putIfAbsent(key, mine);
            MediaInput opened = others == null ? first(source, track, mine) : joined(source, track, others);
            if (opened != null) {
                return opened;
            }
        }
    }

    @Override
    public State stateOf(TrackSource source, CatalogEntry track) throws InterruptedException {
        if (!isKept(source, track)) {
            return State.MISSING;
        }
        try (StoredAudio stored = store.find(AudioKey.of(track))) {
            if (stored != null && stored.label().fits(track)) {
                return isFresh(source, stored.label()) ? State.FRESH : State.OLD;
            }
        }
        return shared(source, track) == null ? State.MISSING : State.FRESH;
    }

    /** Returns whether sound may be kept: it has an end, and its source says that it is for everybody. */
    private boolean isKept(TrackSource source, CatalogEntry track) {
        return !settings.isOff()
                && source.freshFor().isPositive()
                && track.duration() != null
                && !track.format().equals("hls");
    }

    /** Plays what is stored, null when it is not there or has to be compared with its server first. */
    private @Nullable MediaInput hit(TrackSource source, CatalogEntry track, @Nullable StoredAudio stored) {
        if (stored == null) {
            return null;
        }
        if (!isFresh(source, stored.label()) || !stored.label().fits(track)) {
            stored.close();
            return null;
        }
        return play(source, track, stored);
    }

    private boolean isFresh(TrackSource source, AudioLabel label) {
        return label.checked().plus(source.freshFor()).isAfter(clock.instant());
    }

    private MediaInput play(TrackSource source, CatalogEntry track, StoredAudio stored) {
        meters.request(CacheMeters.Request.HIT);
        var shelf = new StoredShelf(
                stored,
                new TrackServer(() -> source.open(track.reference()), stored.size()),
                () -> store.discard(AudioKey.of(track), AudioStore.Reason.CORRUPT));
        var sound = new CachedSound(shelf, stored.size(), stored.label().ending(), true, meters);
        return new CachedInput(DoorInput.playing(door.serve(sound)), sound::from, shelf::close);
    }

    private @Nullable MediaInput joined(TrackSource source, CatalogEntry track, CompletableFuture<Opening> others)
            throws InterruptedException {
        Opening opening;
        try {
            opening = others.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailureException failed) {
                throw failed;
            }
            openings.remove(AudioKey.of(track), others);
            return null;
        }
        Filling filling = opening.filling();
        if (filling != null && filling.join()) {
            meters.request(CacheMeters.Request.JOINED);
            return behind(filling);
        }
        if (filling != null || opening.again()) {
            openings.remove(AudioKey.of(track), others);
            return null;
        }
        meters.request(CacheMeters.Request.NOT_KEPT);
        return source.open(track.reference());
    }

    private MediaInput behind(Filling filling) {
        return new CachedInput(DoorInput.playing(door.serve(filling.sound())), null, filling::leave);
    }

    private @Nullable MediaInput first(TrackSource source, CatalogEntry track, CompletableFuture<Opening> mine)
            throws InterruptedException {
        AudioKey key = AudioKey.of(track);
        boolean filling = false;
        try {
            MediaInput opened = fetched(source, track, mine);
            filling = mine.join().filling() != null;
            return opened;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            if (!filling) {
                openings.remove(key, mine);
            }
        }
    }

    private @Nullable MediaInput fetched(TrackSource source, CatalogEntry track, CompletableFuture<Opening> mine)
            throws InterruptedException {
        AudioKey key = AudioKey.of(track);
        StoredAudio stored = store.find(key);
        MediaInput hit = hit(source, track, stored);
        if (hit != null) {
            mine.complete(Opening.AGAIN);
            return hit;
        }
        stored = store.find(key);
        if (stored == null) {
            Filling.Upstream elsewhere = shared(source, track);
            if (elsewhere != null) {
                return begin(track, elsewhere, mine);
            }
        }
        MediaInput upstream;
        try {
            upstream = source.open(track.reference());
        } catch (FailureException e) {
            if (stored != null && stored.label().fits(track) && FailureOrigin.isAboutTheServer(e.failure())) {
                log.info("Stored sound is played without asking its server: {}", e.getMessage());
                mine.complete(Opening.AGAIN);
                return play(source, track, stored);
            }
            if (stored != null) {
                stored.close();
            }
            throw e;
        }
        if (stored != null && isUnchanged(stored, track, upstream.bytes())) {
            upstream.close();
            store.describe(key, stored.label().checkedAt(clock.instant()));
            mine.complete(Opening.AGAIN);
            return play(source, track, stored);
        }
        if (stored != null) {
            stored.close();
            store.discard(key, AudioStore.Reason.CHANGED);
        }
        return begin(track, upstream, mine);
    }

    private static boolean isUnchanged(StoredAudio stored, CatalogEntry track, @Nullable SoundBytes bytes) {
        return bytes != null
                && bytes.size() == stored.size()
                && !bytes.version().isEmpty()
                && bytes.version().equals(stored.label().version())
                && stored.label().fits(track);
    }

    /** Returns sound that another replica stored, null when there is none that needs no question to its server. */
    private Filling.@Nullable Upstream shared(TrackSource source, CatalogEntry track) throws InterruptedException {
        AudioKey key = AudioKey.of(track);
        SharedLabel found = shared.find(key);
        AudioLabel label = found == null ? null : found.label();
        if (found == null || label == null || !isFresh(source, label) || !label.fits(track)) {
            return null;
        }
        var server = new TrackServer(() -> source.open(track.reference()), found.size());
        var bytes = new SharedBytes(shared, key, found, label, server);
        return new Filling.Upstream(bytes, label, found.fetched(), server::close);
    }

    private MediaInput begin(CatalogEntry track, MediaInput upstream, CompletableFuture<Opening> mine) {
        SoundBytes bytes = upstream.bytes();
        if (bytes == null || bytes.size() > settings.maxTrack().toBytes()) {
            return unkept(upstream, mine);
        }
        AudioLabel label = AudioLabel.of(track, bytes.version(), bytes.ending(), clock.instant());
        Filling filling = fill(track, new Filling.Upstream(bytes, label, null, upstream::close), mine);
        return filling == null ? unkept(upstream, mine) : behind(filling);
    }

    private MediaInput begin(CatalogEntry track, Filling.Upstream shared, CompletableFuture<Opening> mine) {
        Filling filling = fill(track, shared, mine);
        return filling == null
                ? unkept(new CachedInput(DoorInput.playing(door.serve(shared.bytes())), null, shared.release()), mine)
                : behind(filling);
    }

    private MediaInput unkept(MediaInput upstream, CompletableFuture<Opening> mine) {
        meters.request(CacheMeters.Request.NOT_KEPT);
        mine.complete(Opening.NOT_KEPT);
        return upstream;
    }

    private @Nullable Filling fill(CatalogEntry track, Filling.Upstream upstream, CompletableFuture<Opening> mine) {
        AudioKey key = AudioKey.of(track);
        AudioDraft draft = store.draft(key, upstream.bytes().size());
        if (draft == null) {
            return null;
        }
        meters.request(CacheMeters.Request.MISS);
        var filling = new Filling(upstream, draft, meters);
        mine.complete(new Opening(false, filling));
        Thread.ofVirtual().name("cache-fill-" + track.id()).start(() -> {
            boolean isStored = filling.run();
            openings.remove(key, mine);
            if (isStored && !upstream.isShared()) {
                shared.keep(key, store);
            }
        });
        return filling;
    }

    /** Ends every fetch. */
    @Override
    public void close() {
        for (CompletableFuture<Opening> opening : openings.values()) {
            Opening now = opening.getNow(Opening.NOT_KEPT);
            if (now.filling() != null) {
                now.filling().abandon();
            }
        }
        shared.close();
        store.close();
    }
}
