package dev.muzon.gateway.music.player;

import dev.muzon.protocol.player.PlayerView;

/** A player before and after a command. */
public record Change(PlayerView before, PlayerView after) {}
