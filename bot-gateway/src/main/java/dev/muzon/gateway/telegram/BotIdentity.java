package dev.muzon.gateway.telegram;

/** @param username without {@code @} */
public record BotIdentity(long id, String username) {}
