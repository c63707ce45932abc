package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Table from the Bot API's error codes and descriptions to failures. */
final class Refusals {
    /** Only their refusal proves that the token is wrong: other methods may be unknown to an old Bot API server. */
    private static final Set<String> TELL_THE_TOKEN = Set.of("getme", "getupdates");

    private static final String[] TOPIC = {
        "topic_closed", "topic_deleted", "topic closed", "message thread not found", "topic_id_invalid"
    };
    private static final String[] REMOVED = {
        "bot was kicked",
        "bot was blocked",
        "bot is not a member",
        "user is deactivated",
        "can't initiate conversation",
        "can't send messages to bots",
        "group chat was deactivated",
        "group is deactivated",
        "chat not found",
        "chat was deleted",
        "channel_private"
    };
    private static final String[] RIGHTS = {
        "not enough rights",
        "have no rights",
        "no rights to send",
        "chat_restricted",
        "_forbidden",
        "admin_required",
        "administrator rights",
        "user_restricted",
        "chat_guest_send"
    };
    private static final String[] MESSAGE_GONE = {
        "message to edit not found",
        "message can't be",
        "message to delete not found",
        "message identifier is not",
        "message_id_invalid",
        "query is too old",
        "query id is invalid",
        "query_id_invalid"
    };

    private Refusals() {}

    /**
     * Call that was refused.
     *
     * @param about what the refusal concerns, e.g. {@code chat:-100123}
     */
    record Call(String about, String method) {
        @Override
        public String toString() {
            return method + " of " + about;
        }
    }

    /**
     * Types a refusal.
     *
     * @param status the Bot API's {@code error_code}
     * @param retryAfterSeconds what Telegram asked for, null when it asked for nothing
     */
    static FailureException refusal(Call call, int status, String description, @Nullable Integer retryAfterSeconds) {
        String said = description.toLowerCase(Locale.ROOT);
        Failure failure = failure(call, status, status + " " + description, said, retryAfterSeconds);
        return mentions(said, TOPIC) ? failure.causedBy(new TopicClosed(description)) : failure.asException();
    }

    private static Failure failure(
            Call call, int status, String detail, String said, @Nullable Integer retryAfterSeconds) {
        return switch (status) {
            case 401, 404 ->
                TELL_THE_TOKEN.contains(call.method().toLowerCase(Locale.ROOT))
                        ? Failure.of(FailureCode.BOT_TOKEN_REJECTED, detail)
                        : Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, call.method() + ": " + detail);
            case 403 -> forbidden(call, detail, said);
            case 409 -> Failure.of(FailureCode.OWNED_ELSEWHERE, detail);
            case 429 ->
                Failure.floodWait(
                        detail,
                        retryAfterSeconds == null ? Failure.FloodWait.UNSAID : Duration.ofSeconds(retryAfterSeconds),
                        Failure.FloodWait.Scope.CHAT);
            default ->
                status >= 500 ? Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, detail) : badRequest(call, detail, said);
        };
    }

    /** Classifies a 403. An unknown reason is taken for a missing right: the bot may still be in the chat. */
    private static Failure forbidden(Call call, String detail, String said) {
        FailureCode code = mentions(said, REMOVED) ? FailureCode.BOT_REMOVED : FailureCode.BOT_RIGHTS_MISSING;
        return Failure.of(code, call + ": " + detail);
    }

    private static Failure badRequest(Call call, String detail, String said) {
        if (mentions(said, "file is too big")) {
            return Failure.of(FailureCode.TRACK_TOO_LARGE, detail);
        }
        if (mentions(said, "file_id", "file id")) {
            return Failure.of(FailureCode.SOURCE_NOT_FOUND, detail);
        }
        return Failure.of(code(said), call + ": " + detail);
    }

    /** Returns {@code telegram.refused} for what this table does not know: a request that we made wrongly. */
    private static FailureCode code(String said) {
        if (mentions(said, MESSAGE_GONE)) {
            return FailureCode.MESSAGE_GONE;
        }
        if (mentions(said, TOPIC) || mentions(said, RIGHTS)) {
            return FailureCode.BOT_RIGHTS_MISSING;
        }
        if (mentions(said, "upgraded to a supergroup")) {
            return FailureCode.CHAT_MOVED;
        }
        return mentions(said, REMOVED) ? FailureCode.BOT_REMOVED : FailureCode.TELEGRAM_REFUSED;
    }

    private static boolean mentions(String said, String... parts) {
        return Stream.of(parts).anyMatch(said::contains);
    }
}
