package dev.muzon.protocol.player;

import dev.muzon.protocol.Requester;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a player is paused.
 *
 * @param by the person who paused it, null when it paused by itself because nobody listened
 */
public record Pause(@Nullable Requester by) {}
