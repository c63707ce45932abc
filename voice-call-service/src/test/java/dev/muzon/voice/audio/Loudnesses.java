package dev.muzon.voice.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Loudness kept in memory. */
final class Loudnesses implements LoudnessStore {
    private final Map<String, Loudness> kept = new ConcurrentHashMap<>();

    @Override
    public @Nullable Loudness find(String trackId) {
        return kept.get(trackId);
    }

    @Override
    public void save(String trackId, Loudness loudness) {
        kept.put(trackId, loudness);
    }
}
