package dev.muzon.gateway.polling;

import dev.muzon.gateway.telegram.Incoming;
import java.util.concurrent.CompletableFuture;

/** Works on what came in. */
@FunctionalInterface
public interface UpdateHandler {
    /**
     * Called once at a time per chat, in Telegram's order. The same update may come again after a crash.
     *
     * @return complete once everything that follows from it is durably published or answered
     */
    CompletableFuture<?> handle(Incoming incoming);
}
