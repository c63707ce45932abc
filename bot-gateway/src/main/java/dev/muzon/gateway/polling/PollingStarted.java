package dev.muzon.gateway.polling;

import dev.muzon.gateway.telegram.BotIdentity;

/** This process became the one that polls. */
public record PollingStarted(BotIdentity bot) {}
