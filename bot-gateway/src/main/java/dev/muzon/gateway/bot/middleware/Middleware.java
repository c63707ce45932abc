package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import java.util.concurrent.CompletableFuture;

/** One step before a command runs. */
public interface Middleware {

    /**
     * Lets the command go on, answers in its place, or drops it.
     *
     * @param next the rest of the way
     * @return complete once Telegram has the answer, or there is none to give
     */
    CompletableFuture<?> apply(Invocation invocation, CommandHandler next);
}
