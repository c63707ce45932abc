package dev.muzon.gateway.bot.command;

import java.util.concurrent.CompletableFuture;

/** The work behind a command. */
@FunctionalInterface
public interface CommandHandler {

    /**
     * Runs the command. A thrown {@link dev.muzon.protocol.failure.FailureException} is told to the person in its own
     * words.
     *
     * @return complete once Telegram has the answer: only then may the update be forgotten
     */
    CompletableFuture<?> run(Invocation invocation);
}
