package dev.muzon.gateway.telegram;

import java.util.concurrent.CompletableFuture;

/**
 * The handler of one kind of update. Features register theirs as beans. Updates of one chat come one at a time, in
 * order.
 *
 * @param <U> the kind
 */
public interface UpdateHandler<U extends Incoming> {

    Class<U> type();

    /**
     * Does what follows from the update. The same update may come again after a crash.
     *
     * @return complete once everything is durably published or answered
     * @throws dev.muzon.protocol.failure.FailureException a transient one brings the update again, later
     */
    CompletableFuture<?> handle(U update);

    /** Returns whether a press of a button has to be handled again after a crash. Telegram forgets one after seconds. */
    default boolean lasts(U press) {
        return false;
    }
}
