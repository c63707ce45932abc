package dev.muzon.gateway.bot.command;

/** The outcomes of requests that commands passed on to other services. */
public interface RequestOutcomes {
    /**
     * Returns whether nothing came of a request, so that nothing was done.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    boolean cameToNothing(String requestId);
}
