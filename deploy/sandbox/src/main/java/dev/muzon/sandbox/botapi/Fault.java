package dev.muzon.sandbox.botapi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A planned fault.
 *
 * @param method the only method it hits, in any case. Null for all
 * @param chatId the only chat it hits. Null for all calls
 * @param times how often it happens
 * @param delay how long the call hangs first
 * @param code HTTP status to answer with. Null to go on normally after the delay
 * @param description the error in words. Null with a code answers as a broken proxy does, in HTML
 * @param retryAfter for 429
 * @param migrateToChatId the supergroup that the group became
 */
public record Fault(
        @Nullable String method,
        @Nullable Long chatId,
        int times,
        @Nullable Duration delay,
        @Nullable Integer code,
        @Nullable String description,
        @Nullable Duration retryAfter,
        @Nullable Long migrateToChatId) {
    public Fault(
            @Nullable String method,
            @Nullable Long chatId,
            int times,
            @Nullable Duration delay,
            @Nullable Integer code,
            @Nullable String description,
            @Nullable Duration retryAfter) {
        this(method, chatId, times, delay, code, description, retryAfter, null);
    }

    boolean befalls(String calledMethod, @Nullable String calledChat) {
        return (method == null || method.equalsIgnoreCase(calledMethod))
                && (chatId == null || Long.toString(chatId).equals(calledChat));
    }

    Fault once() {
        return new Fault(method, chatId, times - 1, delay, code, description, retryAfter, migrateToChatId);
    }
}
