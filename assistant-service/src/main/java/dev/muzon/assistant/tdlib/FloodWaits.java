package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.RequestKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The waits that Telegram asked of one account, by the kind of request. A request that comes too early would only make
 * the wait longer, so it is answered here. Kinds without a wait go on.
 */
final class FloodWaits {
    private static final int TOO_MANY_REQUESTS = 429;

    private static final Map<String, RequestKind> KINDS = Map.ofEntries(
            Map.entry("joinChat", RequestKind.JOIN),
            Map.entry("joinChatByInviteLink", RequestKind.JOIN),
            Map.entry("searchPublicChat", RequestKind.NAME),
            Map.entry("checkChatInviteLink", RequestKind.LINK),
            Map.entry("joinVideoChat", RequestKind.CALL),
            Map.entry("createVideoChat", RequestKind.START),
            Map.entry("getChatHistory", RequestKind.HISTORY),
            Map.entry("getMessage", RequestKind.MESSAGE),
            Map.entry("downloadFile", RequestKind.FILE),
            Map.entry(TdSpeech.RECOGNISE, RequestKind.SPEECH),
            Map.entry(SentMessages.SEND, RequestKind.SEND),
            Map.entry("editMessageText", RequestKind.EDIT));

    private final LongSupplier nanos;
    private final Map<RequestKind, Long> ends = new ConcurrentHashMap<>();

    /**
     * Makes the memory of an account that waits for nothing.
     *
     * @param nanos a clock that never jumps
     */
    FloodWaits(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Remembers an error if it asks for a wait. */
    void note(String request, TdError error) {
        RequestKind kind = KINDS.get(request);
        if (kind != null) {
            TdErrors.floodWait(error).ifPresent(wait -> ends.put(kind, nanos.getAsLong() + wait.toNanos()));
        }
    }

    /** Returns the answer to a request that comes too early, with the rest of its wait. */
    Optional<TdError> refusal(String request) {
        RequestKind kind = KINDS.get(request);
        return Optional.ofNullable(kind == null ? null : left().get(kind))
                .map(left -> new TdError(
                        TOO_MANY_REQUESTS,
                        "Too Many Requests: retry after "
                                + left.plusNanos(999_999_999).toSeconds()));
    }

    /** Returns the waits that are not over. */
    Map<RequestKind, Duration> left() {
        long now = nanos.getAsLong();
        Map<RequestKind, Duration> left = new EnumMap<>(RequestKind.class);
        ends.forEach((kind, end) -> {
            if (end - now > 0) {
                left.put(kind, Duration.ofNanos(end - now));
            }
        });
        return left;
    }
}
