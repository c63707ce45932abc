package dev.muzon.sandbox.botapi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer other than ok, in Telegram's words. */
final class BotApiException extends RuntimeException {
    private final int code;

    @Nullable private final Duration retryAfter;

    @Nullable private final Long migrateTo;

    BotApiException(int code, String description, @Nullable Duration retryAfter) {
        this(code, description, retryAfter, null);
    }

    /**
     * Makes an error answer.
     *
     * @param retryAfter for 429
     * @param migrateTo the supergroup that the group became
     */
    BotApiException(int code, String description, @Nullable Duration retryAfter, @Nullable Long migrateTo) {
        super(description, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
        this.migrateTo = migrateTo;
    }

    static BotApiException upgraded(long supergroupId) {
        return new BotApiException(
                400, "Bad Request: group chat was upgraded to a supergroup chat", null, supergroupId);
    }

    static BotApiException badRequest(String what) {
        return new BotApiException(400, "Bad Request: " + what, null);
    }

    static BotApiException forbidden(String what) {
        return new BotApiException(403, "Forbidden: " + what, null);
    }

    static BotApiException tooManyRequests(Duration retryAfter) {
        return new BotApiException(
                429, "Too Many Requests: retry after " + Math.max(1, retryAfter.toSeconds()), retryAfter);
    }

    int code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Nullable Long migrateTo() {
        return migrateTo;
    }
}
