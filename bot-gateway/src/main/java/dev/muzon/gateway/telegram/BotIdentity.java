package dev.muzon.gateway.telegram;

/**
 * The bot's own account.
 *
 * @param username without {@code @}
 */
public record BotIdentity(long id, String username) {}
