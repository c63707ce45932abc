package dev.muzon.voice.player;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a deck that decides which track sounds. It follows into what is cued by itself, as the real one does. */
final class FakeDeck {
    private final Map<Long, String> tracks = new HashMap<>();
    private long current;
    private long cued;

    void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Load(var stream, var track, var _) -> {
                    tracks.put(stream, track.id());
                    current = stream;
                    cued = 0;
                }
                case Effect.Cue(var stream, var track) -> {
                    tracks.put(stream, track.id());
                    cued = stream;
                }
                case Effect.Uncue() -> cued = 0;
                case Effect.Promote(var stream) -> {
                    if (cued == stream) {
                        follow();
                    }
                }
                case Effect.Silence() -> {
                    current = 0;
                    cued = 0;
                }
                default -> {}
            }
        }
    }

    /**
     * Hears the current stream out. The cued one follows.
     *
     * @return the stream that ended, 0 for none
     */
    long hearOut() {
        long ended = current;
        if (ended != 0) {
            follow();
        }
        return ended;
    }

    private void follow() {
        current = cued;
        cued = 0;
    }

    long stream() {
        return current;
    }

    /** Returns the id of the track that sounds, null for none. */
    @Nullable String track() {
        return tracks.get(current);
    }
}
