package dev.muzon.voice.audio;

import dev.muzon.protocol.track.Track;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loudness of one track, as it is known and as it is measured while it is decoded. Sources that were sought from
 * one another share it. The store is asked aside, because sound must not wait for a database.
 */
final class TrackLoudness {
    private static final Logger log = LoggerFactory.getLogger(TrackLoudness.class);

    /** Part of a track that has to be measured before it counts as measured as a whole. */
    private static final double WHOLE = 0.8;

    /** Shorter measurements say little about the whole. */
    private static final double WORTH_SAVING = 30;

    private final Track track;
    private final LoudnessStore store;

    /** The meter, null until something is to be measured. A track that was measured before needs none. */
    private @Nullable LoudnessMeter meter;

    private volatile @Nullable Loudness known;
    private volatile @Nullable Loudness measured;
    private double saved;

    private TrackLoudness(Track track, LoudnessStore store) {
        this.track = track;
        this.store = store;
        known = tagged(track);
    }

    /** Begins with what the track itself says, and asks the store. */
    static TrackLoudness of(Track track, LoudnessStore store) {
        var loudness = new TrackLoudness(track, store);
        if (!track.live()) {
            Thread.ofVirtual().name("loudness").start(loudness::find);
        }
        return loudness;
    }

    /** Returns what the tags of the track tell. It counts until the track is measured. */
    private static @Nullable Loudness tagged(Track track) {
        Double lufs = track.loudness();
        return lufs == null || track.live() || lufs > 0 ? null : new Loudness(lufs, 0);
    }

    @Nullable Loudness known() {
        return known;
    }

    @Nullable Loudness measured() {
        return measured;
    }

    /** Measures sound that was decoded. Does nothing when the whole track was measured before. */
    void add(float[] sound, int values) {
        Loudness before = known;
        if (before == null || !whole(before)) {
            LoudnessMeter used = meter();
            used.add(sound, values);
            measured = used.loudness();
        }
    }

    private synchronized LoudnessMeter meter() {
        LoudnessMeter used = meter;
        if (used == null) {
            used = track.live() ? LoudnessMeter.ofLive() : LoudnessMeter.ofTrack();
            meter = used;
        }
        return used;
    }

    /** Saves what was measured, when it says more than what is known. */
    void save() {
        Loudness now = measured;
        Loudness before = known;
        if (track.live() || now == null || !worthSaving(now) || (before != null && before.seconds() >= now.seconds())) {
            return;
        }
        synchronized (this) {
            if (saved >= now.seconds()) {
                return;
            }
            saved = now.seconds();
        }
        Thread.ofVirtual().name("loudness").start(() -> save(now));
    }

    private void save(Loudness loudness) {
        try {
            store.save(track.id(), loudness);
        } catch (Throwable e) {
            log.warn("Loudness of track {} was not saved: {}", track.id(), e.toString());
        }
    }

    private void find() {
        try {
            Loudness found = store.find(track.id());
            if (found != null) {
                known = found;
            }
        } catch (Throwable e) {
            log.warn("Loudness of track {} was not found: {}", track.id(), e.toString());
        }
    }

    private boolean worthSaving(Loudness loudness) {
        return loudness.seconds() >= WORTH_SAVING || whole(loudness);
    }

    private boolean whole(Loudness loudness) {
        Duration duration = track.duration();
        return duration != null && loudness.seconds() * 1000 >= WHOLE * duration.toMillis();
    }
}
