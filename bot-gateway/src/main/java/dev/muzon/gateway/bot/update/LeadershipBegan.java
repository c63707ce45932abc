package dev.muzon.gateway.bot.update;

/** Event: this replica leads from now on, perhaps not for the first time. What it knew may be of long ago. */
public record LeadershipBegan() {}
