package dev.muzon.gateway.bot.chat;

/** Event: what is known of a group's voice chat is different from before. */
public record VoiceChatChanged(long chat) {}
