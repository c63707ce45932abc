package dev.muzon.extractor.cache;

import org.jspecify.annotations.Nullable;

/**
 * A store of whole sound files. It never fails: what it cannot read is not there, and what it cannot write is refused.
 * Any number of threads and processes may use it at once.
 */
interface AudioStore extends AutoCloseable {
    /** Finds stored sound, null when it is not there. Until it is closed it is not removed to make room. */
    @Nullable StoredAudio find(AudioKey key);

    /**
     * Begins to store sound of a known size, for which room is reserved.
     *
     * @return null when there is no room, or another writer is at it
     */
    @Nullable AudioDraft draft(AudioKey key, long size);

    /** Replaces the description of stored sound. */
    void describe(AudioKey key, AudioLabel label);

    /** Removes stored sound that is of no use any more. Those who read it are not interrupted. */
    void discard(AudioKey key, Reason reason);

    @Override
    void close();

    /** The reasons why sound is removed. */
    enum Reason {
        /** The bytes are not those that were stored. */
        CORRUPT,
        /** Its server has other bytes now. */
        CHANGED,
        /** It was kept as long as the settings allow. */
        EXPIRED,
        /** Others were played more recently. */
        ROOM
    }
}
