package dev.muzon.protocol.failure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * The stable name of a cause. The {@link #value()} appears in problem+json, logs, metrics and the keys of user texts,
 * so it never changes once released. The enum's own name may.
 */
public enum FailureCode {
    // A person can avoid these by asking differently.
    BAD_INPUT("input.bad", 400),
    NOTHING_FOUND("track.not-found", 404),
    TRACK_TOO_LONG("track.too-long", 422),
    TRACK_TOO_LARGE("track.too-large", 422),
    NOT_AUDIO("track.not-audio", 422),
    TRACK_DAMAGED("track.damaged", 422),
    URL_FORBIDDEN("url.forbidden", 422),
    URL_UNSUPPORTED("url.unsupported", 422),
    SOURCE_NOT_FOUND("source.not-found", 422),
    SOURCE_FORBIDDEN("source.forbidden", 422),
    SOURCE_NO_SUCH_HOST("source.no-such-host", 422),
    SOURCE_NOT_HTTP("source.not-http", 422),
    SOURCE_CERTIFICATE("source.certificate", 422),
    QUEUE_FULL("queue.full", 409),
    NOTHING_PLAYING("player.nothing-playing", 409),
    SEEK_PAST_END("player.seek-past-end", 422),
    NOT_SEEKABLE("player.not-seekable", 409),
    STALE_BUTTON("player.stale", 409),
    NO_RIGHT("access.denied", 403),
    ADMINS_ONLY("access.admins-only", 403),
    NO_VOICE_CHAT("voice-chat.none", 409),
    VOICE_CHAT_RIGHTS_MISSING("voice-chat.rights-missing", 409),
    VOICE_CHAT_SCHEDULED("voice-chat.scheduled", 409),
    VOICE_CHAT_LIVESTREAM("voice-chat.livestream", 409),
    NO_ASSISTANT("assistant.none", 503),
    ASSISTANT_CANNOT_JOIN("assistant.cannot-join", 409),
    ASSISTANT_BANNED("assistant.banned", 409),
    JOIN_DECLINED("assistant.join-declined", 409),
    JOIN_GUARDED("assistant.join-guarded", 409),
    BOT_REMOVED("chat.bot-removed", 409),
    BOT_RIGHTS_MISSING("chat.bot-rights-missing", 409),
    CHAT_MOVED("chat.moved", 409),
    MESSAGE_GONE("message.gone", 410),
    TOO_OFTEN("access.too-often", 429),
    // What passes by itself.
    JOIN_REQUESTED("assistant.join-requested", 409),
    SOURCE_UNAVAILABLE("source.unavailable", 503),
    SOURCE_TIMEOUT("source.timeout", 504),
    SOURCE_TRUNCATED("source.truncated", 502),
    TELEGRAM_UNAVAILABLE("telegram.unavailable", 503),
    PEER_UNAVAILABLE("peer.unavailable", 503),
    STORE_UNAVAILABLE("store.unavailable", 503),
    OWNED_ELSEWHERE("owner.elsewhere", 409),
    DRAINING("service.draining", 503),
    FLOOD_WAIT("telegram.flood-wait", 429),
    // What concerns one call or one account only.
    CALL_CONNECT_FAILED("call.connect-failed", 502),
    CALL_LOST("call.lost", 502),
    ENGINE_FAILED("call.engine-failed", 500),
    SESSION_LOST("account.session-lost", 409),
    SESSION_IN_USE("account.session-in-use", 409),
    SESSION_KEY_WRONG("account.key-wrong", 409),
    // What needs an operator or a developer.
    UNAUTHENTICATED("internal.unauthenticated", 401),
    BOT_TOKEN_REJECTED("telegram.token-rejected", 500),
    TELEGRAM_REFUSED("telegram.refused", 502),
    NATIVE_MISSING("native.missing", 500),
    CONFIGURATION("configuration.invalid", 500),
    MALFORMED_JOB("job.malformed", 422),
    INTERNAL("internal.unexpected", 500);

    private final String value;
    private final int httpStatus;

    FailureCode(String value, int httpStatus) {
        this.value = value;
        this.httpStatus = httpStatus;
    }

    /** The wire form: lower case, dotted, never changed once released. */
    @JsonValue
    public String value() {
        return value;
    }

    /** The status of a problem+json answer that carries this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The code with this wire form; {@link #INTERNAL} for one that a newer peer knows and we do not. */
    @JsonCreator
    public static FailureCode of(String value) {
        return Arrays.stream(values())
                .filter(code -> code.value.equals(value))
                .findFirst()
                .orElse(INTERNAL);
    }
}
