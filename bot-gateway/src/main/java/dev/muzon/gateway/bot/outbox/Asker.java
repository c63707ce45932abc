package dev.muzon.gateway.bot.outbox;

/**
 * A person who asked for a message.
 *
 * @param html their name, shortened and escaped
 */
public record Asker(long id, String html) {}
