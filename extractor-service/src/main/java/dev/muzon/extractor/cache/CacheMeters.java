package dev.muzon.extractor.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of the cache. */
final class CacheMeters {
    /** The ways in which a player gets its sound. */
    enum Request {
        HIT,
        JOINED,
        MISS,
        NOT_KEPT
    }

    /** The ends of a filling. */
    enum Fill {
        COMPLETE,
        ABANDONED,
        SOURCE_FAILED,
        DISK_FAILED
    }

    /** The answers of the level that replicas share. */
    enum Shared {
        HIT,
        MISS,
        RESTING,
        FAILED
    }

    /** The ends of sharing a track. */
    enum Share {
        COMPLETE,
        LEFT_OUT,
        FAILED
    }

    private final MeterRegistry meters;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong tracks = new AtomicLong();

    CacheMeters(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("muzon.cache.bytes", bytes::get)
                .description("Bytes of sound that is kept")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("muzon.cache.tracks", tracks::get)
                .description("Tracks whose sound is kept")
                .register(meters);
    }

    void stored(long moreTracks, long moreBytes) {
        tracks.addAndGet(moreTracks);
        bytes.addAndGet(moreBytes);
    }

    void holds(long allTracks, long allBytes) {
        tracks.set(allTracks);
        bytes.set(allBytes);
    }

    void request(Request outcome) {
        count("muzon.cache.requests", "Players that asked for sound, by where it came from", "outcome", outcome);
    }

    void fill(Fill outcome) {
        count("muzon.cache.fills", "Fetches of whole tracks, by how they ended", "outcome", outcome);
    }

    void shared(Shared outcome) {
        count("muzon.cache.shared", "Answers of the store that replicas share", "outcome", outcome);
    }

    void share(Share outcome) {
        count("muzon.cache.shares", "Tracks that were to be shared, by how that ended", "outcome", outcome);
    }

    void removed(AudioStore.Reason reason) {
        count("muzon.cache.removed", "Tracks whose sound was removed, by the reason", "reason", reason);
    }

    /** Counts a reader that went to the server for bytes that are not here yet. */
    void bypass() {
        Counter.builder("muzon.cache.bypasses")
                .description("Readers that went to the server for bytes that were not here")
                .register(meters)
                .increment();
    }

    void diskFailure() {
        Counter.builder("muzon.cache.disk.failures")
                .description("Failures of the disk with the kept sound")
                .register(meters)
                .increment();
    }

    private void count(String name, String description, String tag, Enum<?> value) {
        Counter.builder(name)
                .description(description)
                .tag(tag, value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters)
                .increment();
    }
}
