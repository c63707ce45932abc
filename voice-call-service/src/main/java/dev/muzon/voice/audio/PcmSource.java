package dev.muzon.voice.audio;

import dev.muzon.protocol.failure.Failure;
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
     * @param offset of the first value
     * @param length values of whole samples
     * @return values of whole samples, 0 when there is nothing right now or ever again
     */
    int read(float[] into, int offset, int length);

    /** Returns how it ended, null until everything was read. */
    @Nullable StreamEnd end();

    /** Returns the samples that are left to be read, negative when nobody knows. */
    default long left() {
        return -1;
    }

    /** Returns whether it is known to break off, although what is buffered can still be read. */
    default boolean broken() {
        return false;
    }

    /** Returns how much of the track passes in a second: 2 at twice the speed. */
    default double tempo() {
        return 1;
    }

    /** Returns whether the track has no end. */
    default boolean live() {
        return false;
    }

    /** Returns the loudness of the whole track, null when unknown. */
    default @Nullable Loudness known() {
        return null;
    }

    /** Returns the loudness of what was decoded so far, null when nothing was measured. */
    default @Nullable Loudness measured() {
        return null;
    }

    /**
     * Opens the same track at another position or with other filters, sharing what was fetched already. This source must
     * still be closed.
     *
     * @return null when this source is closed already: open the track again
     */
    @Nullable PcmSource seek(Duration from, SoundFilters filters, Listener listener);

    /** Releases everything, without waiting. */
    @Override
    void close();

    /** A listener to progress, called on threads of the source. It has to return at once. */
    interface Listener {
        /** Hears that {@link PcmSource#primed()} became true. */
        void primed();

        /** Hears that no more of the track will come: only what is buffered is left to be heard. */
        void ending();

        /** Hears that the track has to be opened again, because its source does not answer or breaks off. */
        default void troubled(Failure failure) {}

        /** Hears the length of the track, which was only guessed before. */
        default void measured(Duration length) {}

        /** Hears the title of the song that a live stream brings next, empty when it has none. */
        default void titled(String title) {}
    }
}
