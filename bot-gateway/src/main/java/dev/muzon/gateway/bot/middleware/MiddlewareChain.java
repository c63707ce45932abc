package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** All steps in their order, and the command's own handler behind them. */
public final class MiddlewareChain {
    private final List<Middleware> steps;

    /**
     * Builds the chain.
     *
     * @param steps outermost first
     */
    public MiddlewareChain(List<Middleware> steps) {
        this.steps = List.copyOf(steps);
    }

    public CompletableFuture<?> run(Invocation invocation) {
        CommandHandler rest = invocation.definition().handler();
        for (Middleware step : steps.reversed()) {
            CommandHandler next = rest;
            rest = it -> step.apply(it, next);
        }
        return rest.run(invocation);
    }
}
