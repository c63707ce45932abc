package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.resilience.FailureLog;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The step that explains failures to the person. A person waits, so a command is not tried again. */
@Component
class FailureReplies implements Middleware {
    private final FailureLog failures;

    FailureReplies(FailureLog failures) {
        this.failures = failures;
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        try {
            return next.run(invocation);
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: this command failed, the chat goes on
            return invocation.reply(
                    failures.report("/" + invocation.definition().name(), e));
        }
    }
}
