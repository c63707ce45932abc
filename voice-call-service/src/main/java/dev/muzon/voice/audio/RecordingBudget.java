package dev.muzon.voice.audio;

import org.springframework.util.unit.DataSize;

/**
 * The disk that all recordings of the process may take together. When it is spent a track is fetched in parts, so that
 * each recording may always take a little.
 */
public final class RecordingBudget {
    /** Two minutes of good sound. The next part is fetched when this one was decoded. */
    private static final DataSize ALWAYS = DataSize.ofMegabytes(4);

    private final DataSize limit;
    private final long always;
    private long taken;

    public RecordingBudget(DataSize limit) {
        this(limit, ALWAYS);
    }

    /**
     * Makes a budget.
     *
     * @param always how much of it each recording has, spent or not
     */
    RecordingBudget(DataSize limit, DataSize always) {
        this.limit = limit;
        this.always = always.toBytes();
    }

    DataSize limit() {
        return limit;
    }

    /** Returns the bytes that recordings take now. */
    synchronized long taken() {
        return taken;
    }

    /**
     * Takes room for the next bytes of a recording.
     *
     * @param size of the recording with these bytes
     * @return false when there is none
     */
    synchronized boolean take(int bytes, long size) {
        if (taken + bytes > limit.toBytes() && size > always) {
            return false;
        }
        taken += bytes;
        return true;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }
}
