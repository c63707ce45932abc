package dev.muzon.assistant.voicechat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Pending requests to join a chat, so that a second try waits for the first one's request. */
final class JoinRequests {
    /** A request that was not approved by then is sent again: an admin may have declined it. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final Map<Request, Long> sent = new ConcurrentHashMap<>();

    /**
     * Starts with none.
     *
     * @param nanoTime {@link System#nanoTime}
     */
    JoinRequests(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Request(String accountId, long chatId) {}

    void sent(String accountId, long chatId) {
        sent.values().removeIf(this::old);
        sent.putIfAbsent(new Request(accountId, chatId), nanoTime.getAsLong());
    }

    boolean pending(String accountId, long chatId) {
        Long since = sent.get(new Request(accountId, chatId));
        return since != null && !old(since);
    }

    private boolean old(long since) {
        return nanoTime.getAsLong() - since > KEPT.toNanos();
    }
}
