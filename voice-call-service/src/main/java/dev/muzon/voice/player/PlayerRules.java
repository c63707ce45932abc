package dev.muzon.voice.player;

import java.time.Duration;

/**
 * Rules of players.
 *
 * @param queueLimit tracks waiting in one chat, the current one not counted
 * @param prefetch how long before a track's end the next one is opened
 * @param linger how long the call stays up when nothing is left to play
 * @param patience how long a track waits for its source before it counts as failed
 * @param alone what follows when nobody listens
 */
public record PlayerRules(int queueLimit, Duration prefetch, Duration linger, Duration patience, AloneRules alone) {}
