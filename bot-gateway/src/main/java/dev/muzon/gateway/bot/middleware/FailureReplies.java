package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.command.CommandFailed;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The step that explains failures to the person. A person waits, so a command is not tried again: not either when
 * something fails behind the answer, because the answer would come twice.
 */
@Component
class FailureReplies implements Middleware {
    private final FailureLog failures;
    private final ApplicationEventPublisher listeners;

    FailureReplies(FailureLog failures, ApplicationEventPublisher listeners) {
        this.failures = failures;
        this.listeners = listeners;
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        try {
            return next.run(invocation).exceptionallyCompose(thrown -> ended(invocation, thrown));
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: this command failed, the chat goes on
            Failure failure = failures.report(name(invocation), e);
            listeners.publishEvent(new CommandFailed(invocation.chat().id(), failure));
            return invocation.reply(failure);
        }
    }

    /** Ends a command. One that the end of the process cuts off is left to the next leader. */
    private <T> CompletableFuture<T> ended(Invocation invocation, Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof CancellationException || isDraining(cause)) {
            return CompletableFuture.failedFuture(cause);
        }
        failures.report(name(invocation), cause);
        return CompletableFuture.completedFuture(null);
    }

    private static boolean isDraining(Throwable cause) {
        return cause instanceof FailureException failed && failed.failure().code() == FailureCode.DRAINING;
    }

    private static String name(Invocation invocation) {
        return "/" + invocation.definition().name();
    }
}
