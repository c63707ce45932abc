package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.command.Invocation;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * The step that logs each command that is carried out, with the id of who asked. Refused ones are in the failure log, and
 * those to the music in that of the player, which knows whether they changed anything.
 */
@Component
class CommandLog implements Middleware {
    private static final Logger log = LoggerFactory.getLogger(CommandLog.class);

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        boolean known = !invocation.definition().name().equals(CommandRegistry.UNKNOWN_NAME);
        log.atLevel(invocation.definition().isControl() ? Level.DEBUG : Level.INFO)
                .log(
                        "Command /{} of {} {}",
                        known
                                ? invocation.definition().name()
                                : invocation.command().name(),
                        invocation.sender().id(),
                        known ? "accepted" : "not known");
        return next.run(invocation);
    }
}
