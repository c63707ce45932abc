package dev.muzon.gateway.telegram;

/** A line of the menu that Telegram shows when people type a slash. */
public record CommandHint(String name, String description) {}
