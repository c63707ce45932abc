package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.BotIdentity;

/** The event that this process became the one that speaks for the bot. Published once per process. */
public record BotStarted(BotIdentity bot) {}
