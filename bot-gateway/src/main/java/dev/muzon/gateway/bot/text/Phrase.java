package dev.muzon.gateway.bot.text;

import java.util.Locale;

/** Everything the bot can say, apart from what went wrong. The words are in {@code texts/<language>.properties}. */
public enum Phrase {
    START_PRIVATE,
    START_GROUP,
    HELP,
    PING,
    UNKNOWN_COMMAND,
    GROUP_ONLY,

    PLAY_USAGE,
    PLAY_TOO_LONG,
    PLAY_UNCLEAR,
    PLAY_NO_SOUND,
    PLAY_ELSEWHERE,
    SEARCHING,
    SEARCHING_LINK,
    SEARCHING_FILE,
    SEARCHING_ALBUM,
    QUEUED,
    QUEUED_MANY,

    QUEUE_EMPTY,
    QUEUE_NOW,
    QUEUE_NEXT,
    QUEUE_LINE,
    QUEUE_MORE,
    QUEUE_ENDED,

    CATEGORY_PLAY,
    CATEGORY_PLAYBACK,
    CATEGORY_QUEUE,
    CATEGORY_SETTINGS,
    CATEGORY_ABOUT,
    BUTTON_UNKNOWN,
    TOO_OLD,
    PAUSED,
    RESUMED,
    SKIPPED,
    STOPPED,
    SOUGHT,
    REPLAYED,
    VOLUME_SET,
    VOLUME_NOW,
    SKIP_USAGE,
    SEEK_USAGE,
    VOLUME_USAGE,

    LANGUAGE_NOW,
    LANGUAGE_SET,
    LANGUAGE_UNKNOWN,

    CARD,
    CARD_LIVE,
    CARD_STARTING,
    CARD_PAUSED,
    CARD_RECONNECTING,
    CARD_CLOSED,
    CARD_MOVED,
    ENDED_FINISHED,
    ENDED_SKIPPED,
    ENDED_STOPPED,
    ENDED_TRUNCATED,
    ENDED_FAILED,
    CALL_FAILED,
    CALL_LEFT,
    JOIN_RIGHT_MISSING,

    TIME_SPAN,
    SIZE,

    DESCRIBE_START,
    DESCRIBE_HELP,
    DESCRIBE_PING,
    DESCRIBE_PLAY,
    DESCRIBE_QUEUE,
    DESCRIBE_NOW,
    DESCRIBE_PAUSE,
    DESCRIBE_RESUME,
    DESCRIBE_SKIP,
    DESCRIBE_STOP,
    DESCRIBE_SEEK,
    DESCRIBE_VOLUME,
    DESCRIBE_REPLAY,
    DESCRIBE_LANG,

    OPERATOR_STARTED;

    /** Its name in the files: {@code play-usage}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
