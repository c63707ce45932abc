package dev.muzon.sandbox.world;

/** A line of a bot's menu: the command without its slash, and what it does. */
public record BotCommand(String command, String description) {}
