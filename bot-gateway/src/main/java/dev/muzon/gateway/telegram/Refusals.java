package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one table from the Bot API's error codes and descriptions to failures. */
final class Refusals {
    private static final Duration UNSAID_FLOOD_WAIT = Duration.ofSeconds(5);

    private Refusals() {}

    /**
     * @param about what the refusal concerns, e.g. {@code chat:-100123}
     * @param status the Bot API's {@code error_code}
     * @param retryAfterSeconds what Telegram asked for, null when it asked for nothing
     */
    static Failure failure(String about, int status, String description, @Nullable Integer retryAfterSeconds) {
        String detail = status + " " + description;
        return switch (status) {
            case 401, 404 -> new Failure.Critical(FailureCode.BOT_TOKEN_REJECTED, detail);
            case 403 -> new Failure.PerInstance(FailureCode.BOT_REMOVED, detail, about);
            case 409 -> Failure.passing(FailureCode.OWNED_ELSEWHERE, detail);
            case 429 ->
                new Failure.FloodWait(
                        FailureCode.FLOOD_WAIT,
                        detail,
                        retryAfterSeconds == null ? UNSAID_FLOOD_WAIT : Duration.ofSeconds(retryAfterSeconds),
                        Failure.FloodWait.Scope.CHAT);
            default ->
                status >= 500
                        ? Failure.passing(FailureCode.TELEGRAM_UNAVAILABLE, detail)
                        : badRequest(about, detail, description.toLowerCase(Locale.ROOT));
        };
    }

    private static Failure badRequest(String about, String detail, String description) {
        if (mentions(description, "file is too big")) {
            return Failure.user(FailureCode.TRACK_TOO_LARGE, detail);
        }
        if (mentions(description, "file_id", "file id")) {
            return Failure.user(FailureCode.SOURCE_NOT_FOUND, detail);
        }
        if (mentions(
                description,
                "message to edit not found",
                "message can't be",
                "message to delete not found",
                "message identifier is not",
                "message_id_invalid",
                "query is too old",
                "query id is invalid")) {
            return new Failure.PerInstance(FailureCode.MESSAGE_GONE, detail, about);
        }
        if (mentions(
                description,
                "not enough rights",
                "have no rights",
                "write_forbidden",
                "admin_required",
                "administrator rights")) {
            return new Failure.PerInstance(FailureCode.BOT_RIGHTS_MISSING, detail, about);
        }
        if (mentions(description, "upgraded to a supergroup")) {
            return new Failure.PerInstance(FailureCode.CHAT_MOVED, detail, about);
        }
        if (mentions(description, "chat not found", "bot is not a member", "chat was deleted")) {
            return new Failure.PerInstance(FailureCode.BOT_REMOVED, detail, about);
        }
        return new Failure.PerInstance(FailureCode.TELEGRAM_REFUSED, detail, about);
    }

    private static boolean mentions(String description, String... parts) {
        return Stream.of(parts).anyMatch(description::contains);
    }
}
