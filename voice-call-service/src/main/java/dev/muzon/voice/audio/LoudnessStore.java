package dev.muzon.voice.audio;

import org.jspecify.annotations.Nullable;

/** The store of how loud tracks are, by their ids. Both methods may take as long as a database takes. */
public interface LoudnessStore {
    /** Returns what was measured, null when the track was never played for long. */
    @Nullable Loudness find(String trackId);

    /** Saves a loudness in place of an older one. */
    void save(String trackId, Loudness loudness);
}
