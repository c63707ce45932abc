package dev.muzon.gateway.bot.chat;

/** The news that a setting of a chat may be another one now. What shows its settings is out of date. */
public record SettingsChanged(long chat) {}
