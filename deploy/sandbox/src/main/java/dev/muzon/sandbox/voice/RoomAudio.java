package dev.muzon.sandbox.voice;

import java.util.Map;

/** The sound in the voice chats, for people to listen to and for tests to measure. */
public interface RoomAudio {
    /** Samples per second and channel. */
    int SAMPLE_RATE = 48_000;

    /** Interleaved left and right. A mono voice is on both. */
    int CHANNELS = 2;

    /** Length of a frame's array: 10 ms. */
    int FRAME_SAMPLES = SAMPLE_RATE / 100 * CHANNELS;

    /** Listens to everybody in the voice chat mixed: one frame each 10 ms while someone is heard, none in silence. */
    Listening listen(long chatId, FrameListener listener);

    /** Listens to one participant alone. */
    Listening listenTo(long chatId, long userId, FrameListener listener);

    /**
     * Returns the loudness of each participant: the root mean square of about 100 ms, 0–1. Silent ones may be missing.
     */
    Map<Long, Double> levels(long chatId);

    /** A listener to the sound as it arrives. */
    @FunctionalInterface
    interface FrameListener {
        /**
         * Takes a frame.
         *
         * @param samples {@link #FRAME_SAMPLES} of 16 bits, not to be changed, and to be taken within a millisecond
         */
        void frame(short[] samples);
    }

    /** A subscription that ends with {@link #close()}. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
