package dev.muzon.gateway.telegram;

/** A line of the menu that Telegram shows when somebody types a slash. */
public record CommandHint(String name, String description) {}
