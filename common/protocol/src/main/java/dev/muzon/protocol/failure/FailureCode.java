package dev.muzon.protocol.failure;

import static dev.muzon.protocol.failure.FailureKind.CRITICAL;
import static dev.muzon.protocol.failure.FailureKind.PER_INSTANCE;
import static dev.muzon.protocol.failure.FailureKind.TRANSIENT;
import static dev.muzon.protocol.failure.FailureKind.USER;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stable name of a cause, which decides the kind and the HTTP status of its failures. The {@link #value()} appears in
 * problem+json, logs, metrics and the keys of user texts, so it never changes once released. The enum's own name may.
 */
public enum FailureCode {
    // A person can avoid these by asking differently.
    BAD_INPUT("input.bad", USER, 400),
    NOTHING_FOUND("track.not-found", USER, 404),
    LIBRARY_EMPTY("library.empty", USER, 404),
    TRACK_TOO_LONG("track.too-long", USER, 422),
    TRACK_TOO_LARGE("track.too-large", USER, 422),
    NOT_AUDIO("track.not-audio", USER, 422),
    TRACK_DAMAGED("track.damaged", USER, 422),
    TRACK_CUT_SHORT("track.cut-short", USER, 422),
    TRACK_EMPTY("track.empty", USER, 422),
    URL_FORBIDDEN("url.forbidden", USER, 422),
    URL_UNSUPPORTED("url.unsupported", USER, 422),
    URL_CIRCLES("url.circles", USER, 422),
    LIST_UNSUPPORTED("list.unsupported", USER, 422),
    URL_PAGE("url.page", USER, 422),
    URL_CHANNEL("url.channel", USER, 422),
    WEB_PRIVATE("web.private", USER, 422),
    WEB_MEMBERS_ONLY("web.members-only", USER, 422),
    WEB_AGE_RESTRICTED("web.age-restricted", USER, 422),
    WEB_COUNTRY("web.country", USER, 422),
    WEB_REMOVED("web.removed", USER, 422),
    WEB_NOT_YET_LIVE("web.not-yet-live", USER, 422),
    WEB_BOT_CHECK("web.bot-check", USER, 422),
    WEB_DRM("web.drm", USER, 422),
    WEB_LOGIN("web.login", USER, 422),
    WEB_CHANGED("web.changed", USER, 422),
    WEB_NO_KEY("web.no-key", USER, 422),
    WEB_NOT_A_SONG("web.not-a-song", USER, 422),
    SONG_PRIVATE("song.private", USER, 403),
    NO_STATION("station.not-found", USER, 404),
    SOURCE_NOT_FOUND("source.not-found", USER, 422),
    SOURCE_FORBIDDEN("source.forbidden", USER, 422),
    SOURCE_REFUSED("source.refused", USER, 422),
    SOURCE_NO_SUCH_HOST("source.no-such-host", USER, 422),
    SOURCE_NOT_HTTP("source.not-http", USER, 422),
    SOURCE_CERTIFICATE("source.certificate", USER, 422),
    QUEUE_FULL("queue.full", USER, 409),
    QUEUE_EMPTY("queue.empty", USER, 409),
    NOT_IN_QUEUE("queue.not-there", USER, 404),
    NOTHING_BEFORE("queue.nothing-before", USER, 409),
    NOTHING_TO_UNDO("queue.nothing-to-undo", USER, 409),
    NOTHING_JUST_TAKEN("queue.nothing-just-taken", USER, 409),
    TAKEN_BY_ANOTHER("queue.taken-by-another", USER, 403),
    NOTHING_PLAYING("player.nothing-playing", USER, 409),
    NO_ROOM("player.no-room", USER, 409),
    SEEK_PAST_END("player.seek-past-end", USER, 422),
    NOT_SEEKABLE("player.not-seekable", USER, 409),
    TRACKS_FAILED("player.tracks-failed", USER, 409),
    REQUEST_STOPPED("request.stopped", USER, 409),
    STALE_BUTTON("player.stale", USER, 409),
    NO_RIGHT("access.denied", USER, 403),
    ADMINS_ONLY("access.admins-only", USER, 403),
    GROUP_SETTING("access.group-setting", USER, 403),
    NO_VOICE_CHAT("voice-chat.none", USER, 409),
    VOICE_CHAT_RIGHTS_MISSING("voice-chat.rights-missing", USER, 409),
    VOICE_CHAT_ENDED("voice-chat.ended", USER, 409),
    VOICE_CHAT_MUTED("voice-chat.muted", USER, 409),
    VOICE_CHAT_SCHEDULED("voice-chat.scheduled", USER, 409),
    VOICE_CHAT_LIVESTREAM("voice-chat.livestream", USER, 409),
    ASSISTANT_CANNOT_JOIN("assistant.cannot-join", USER, 409),
    ASSISTANT_BANNED("assistant.banned", USER, 409),
    ASSISTANT_REMOVED("assistant.removed", USER, 409),
    JOIN_REQUESTED("assistant.join-requested", USER, 409),
    JOIN_DECLINED("assistant.join-declined", USER, 409),
    JOIN_GUARDED("assistant.join-guarded", USER, 409),
    BOT_REMOVED("chat.bot-removed", USER, 409),
    INVITE_RIGHT_MISSING("chat.invite-right-missing", USER, 409),
    BOT_RIGHTS_MISSING("chat.bot-rights-missing", USER, 409),
    CHAT_MOVED("chat.moved", USER, 409),
    MESSAGE_GONE("message.gone", USER, 410),
    MESSAGE_UNSEEN("message.unseen", USER, 422),
    NOTE_TOO_LONG("note.too-long", USER, 422),
    NOTE_UNREADABLE("note.unreadable", USER, 422),
    TOO_OFTEN("access.too-often", USER, 429),
    LOGIN_STALE("login.stale", USER, 403),
    LOGIN_UNLISTED("login.unlisted", USER, 403),
    NO_SUCH_JOB("job.not-found", USER, 404),
    UNAUTHENTICATED("internal.unauthenticated", USER, 401),
    // What passes by itself.
    NO_ASSISTANT("assistant.none", TRANSIENT, 503),
    ASSISTANT_STARTING("assistant.starting", TRANSIENT, 503),
    PLAYER_AWAY("player.away", TRANSIENT, 503),
    SOURCE_BUSY("source.busy", TRANSIENT, 503),
    SOURCE_UNAVAILABLE("source.unavailable", TRANSIENT, 503),
    SOURCE_TIMEOUT("source.timeout", TRANSIENT, 504),
    SOURCE_TRUNCATED("source.truncated", TRANSIENT, 502),
    PROXY_UNAVAILABLE("proxy.unavailable", TRANSIENT, 503),
    TELEGRAM_UNAVAILABLE("telegram.unavailable", TRANSIENT, 503),
    PEER_UNAVAILABLE("peer.unavailable", TRANSIENT, 503),
    STORE_UNAVAILABLE("store.unavailable", TRANSIENT, 503),
    OWNED_ELSEWHERE("owner.elsewhere", TRANSIENT, 409),
    DRAINING("service.draining", TRANSIENT, 503),
    OUTBOX_FULL("outbox.full", TRANSIENT, 503),
    CALL_SOURCE_TAKEN("call.source-taken", TRANSIENT, 409),
    TRANSCRIBER_UNAVAILABLE("transcriber.unavailable", TRANSIENT, 503),
    LOGIN_UNAVAILABLE("login.unavailable", TRANSIENT, 503),
    DISK_FULL("disk.full", TRANSIENT, 507),
    INTERNAL_TRANSIENT("internal.transient", TRANSIENT, 500),
    // What Telegram wants later.
    FLOOD_WAIT("telegram.flood-wait", FailureKind.FLOOD_WAIT, 429),
    // What concerns one call, one account or one document only.
    CALL_CONNECT_FAILED("call.connect-failed", PER_INSTANCE, 502),
    CALL_LOST("call.lost", PER_INSTANCE, 502),
    ENGINE_FAILED("call.engine-failed", PER_INSTANCE, 500),
    SESSION_LOST("account.session-lost", PER_INSTANCE, 409),
    SESSION_IN_USE("account.session-in-use", PER_INSTANCE, 409),
    SESSION_KEY_WRONG("account.key-wrong", PER_INSTANCE, 409),
    ACCOUNT_REFUSED("account.refused", PER_INSTANCE, 502),
    DOCUMENT_UNREADABLE("store.unreadable", PER_INSTANCE, 500),
    // What needs an operator or a developer.
    TOKEN_REFUSED("internal.token-refused", CRITICAL, 502),
    BOT_TOKEN_REJECTED("telegram.token-rejected", CRITICAL, 500),
    TELEGRAM_REFUSED("telegram.refused", CRITICAL, 502),
    PROXY_REFUSED("proxy.refused", CRITICAL, 502),
    TRANSCRIBER_REFUSED("transcriber.refused", CRITICAL, 502),
    LOGIN_REFUSED("login.refused", CRITICAL, 502),
    NATIVE_MISSING("native.missing", CRITICAL, 500),
    CONFIGURATION("configuration.invalid", CRITICAL, 500),
    MALFORMED_JOB("job.malformed", CRITICAL, 422),
    INTERNAL("internal.unexpected", CRITICAL, 500);

    private final String value;
    private final FailureKind kind;
    private final int httpStatus;

    FailureCode(String value, FailureKind kind, int httpStatus) {
        this.value = value;
        this.kind = kind;
        this.httpStatus = httpStatus;
    }

    /** Returns the wire form: lower case, dotted, never changed once released. */
    @JsonValue
    public String value() {
        return value;
    }

    /** Returns how every failure with this code is handled. */
    public FailureKind kind() {
        return kind;
    }

    /** Returns the status of a problem+json answer that carries this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Returns the code with this wire form, and {@link #INTERNAL} for one that only a newer peer knows. */
    @JsonCreator
    public static FailureCode of(@Nullable String value) {
        return Arrays.stream(values())
                .filter(code -> code.value.equals(value))
                .findFirst()
                .orElse(INTERNAL);
    }

    /** @throws IllegalArgumentException for another kind than this code has */
    void require(FailureKind required) {
        if (kind != required) {
            throw new IllegalArgumentException(name() + " is " + kind + ", not " + required);
        }
    }
}
