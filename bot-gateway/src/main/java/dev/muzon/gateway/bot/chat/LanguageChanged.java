package dev.muzon.gateway.bot.chat;

/** The news that a chat speaks another language. Messages that stay are written again. */
public record LanguageChanged(long chat) {}
