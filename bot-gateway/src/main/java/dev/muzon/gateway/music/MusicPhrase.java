package dev.muzon.gateway.music;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases about music: requests, the queue, playback and the now-playing card. */
public enum MusicPhrase implements Phrase {
    CATEGORY_PLAY,
    CATEGORY_PLAYBACK,

    PLAY_USAGE,
    PLAY_TOO_LONG,
    PLAY_UNCLEAR,
    PLAY_NO_SOUND,
    PLAY_ELSEWHERE,
    SEARCHING,
    SEARCHING_LINK,
    SEARCHING_FILE,
    SEARCHING_ALBUM,
    ALBUM_LEFT_OUT,
    QUEUED,
    QUEUED_MANY,
    QUEUED_PAUSED,
    VOICE_MESSAGE,
    VIDEO_MESSAGE,

    PLAYABLE_SEARCH,
    PLAYABLE_NO_SEARCH,
    PLAYABLE_LINKS,
    PLAYABLE_FILES,
    PLAYABLE_NO_PAGES,
    PLAYABLE_UNKNOWN,

    QUEUE_EMPTY,
    QUEUE_NOW,
    QUEUE_NEXT,
    QUEUE_LINE,
    QUEUE_MORE,
    QUEUE_ENDED,

    PAUSED,
    RESUMED,
    SKIPPED,
    STOPPED,
    SOUGHT,
    SOUGHT_PAUSED,
    NEAR_END,
    REPLAYED,
    VOLUME_SET,
    VOLUME_LATER,
    VOLUME_QUIET,
    VOLUME_NOW,
    SKIP_USAGE,
    SEEK_USAGE,
    VOLUME_USAGE,

    CARD,
    CARD_LIVE,
    CARD_STARTING,
    CARD_JOINING,
    CARD_PAUSED,
    CARD_RECONNECTING,
    CARD_RESTARTING,
    CARD_STOPPED,
    CARD_CLOSED,
    CARD_MOVED,
    ENDED_FINISHED,
    ENDED_SKIPPED,
    ENDED_STOPPED,
    ENDED_TRUNCATED,
    ENDED_FAILED,
    CALL_LEFT,
    CALL_ENDED,
    CALL_TROUBLED,
    CALL_PASSING,

    DESCRIBE_PLAY,
    DESCRIBE_QUEUE,
    DESCRIBE_NOW,
    DESCRIBE_PAUSE,
    DESCRIBE_RESUME,
    DESCRIBE_SKIP,
    DESCRIBE_STOP,
    DESCRIBE_SEEK,
    DESCRIBE_VOLUME,
    DESCRIBE_REPLAY;

    /** The volume in percent up to which people wonder whether anything plays. */
    public static final int QUIET = 10;
}
