package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import java.util.concurrent.CompletableFuture;

/** One thing people can type. */
public interface Command {
    /** Lower case, without the slash. */
    String name();

    /** One line for the menu and for /help. */
    Phrase description();

    /**
     * Does it. What is thrown is told to the person: a {@link dev.muzon.protocol.failure.FailureException} in its own
     * words.
     *
     * @return complete once Telegram has the answer: only then may the update be forgotten
     */
    CompletableFuture<?> run(Invocation invocation);
}
