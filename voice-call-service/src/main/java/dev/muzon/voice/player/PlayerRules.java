package dev.muzon.voice.player;

import java.time.Duration;

/**
 * Rules of players.
 *
 * @param queueLimit tracks waiting in one chat, the current one not counted
 * @param prefetch how long before a track's end the next one is opened
 * @param linger how long the call stays up when nothing is left to play
 */
public record PlayerRules(int queueLimit, Duration prefetch, Duration linger) {}
