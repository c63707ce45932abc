package dev.muzon.gateway.bot.command;

import dev.muzon.protocol.failure.Failure;

/** The news that a command could not be carried out, of which the person was told. */
public record CommandFailed(long chat, Failure failure) {}
