package dev.muzon.voice.player;

import java.time.Instant;
import java.util.Objects;

/**
 * The saved standing of a player that nobody listens to.
 *
 * @param since when the last listener left, or when a person wanted music after that
 * @param paused whether the player has paused for that reason, so that it goes on by itself
 */
public record Alone(Instant since, boolean paused) {
    public Alone {
        Objects.requireNonNull(since, "loneliness has a beginning");
    }
}
