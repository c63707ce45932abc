package dev.muzon.voice.audio;

import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The decoded sound of a track from one position on, as it comes. Reading never blocks. */
public interface PcmSource extends AutoCloseable {
    /**
     * Returns whether there is enough to begin or to go on after an underrun. True also when nothing more will come.
     */
    boolean primed();

    /**
     * Reads what is there, without waiting.
     *
     * @param length whole samples
     * @return whole samples, 0 when there is nothing right now or ever again
     */
    int read(byte[] into, int offset, int length);

    /** Returns how it ended, null until everything was read. */
    @Nullable StreamEnd end();

    /**
     * Opens the same track at another position, sharing what was fetched already. This source must still be closed.
     *
     * @return null when this source is closed already: open the track again
     */
    @Nullable PcmSource seek(Duration from, Listener listener);

    /** Releases everything, without waiting. */
    @Override
    void close();

    /** A listener to progress, called on threads of the source. It has to return at once. */
    interface Listener {
        /** Hears that {@link PcmSource#primed()} became true. */
        void primed();

        /** Hears that everything is decoded: only what is buffered is left to be heard. */
        void ending();
    }
}
