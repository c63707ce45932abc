package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases about the words of songs. */
public enum LyricsPhrase implements Phrase {
    LYRICS_FOUND,
    LYRICS_SOURCE,
    LYRICS_INSTRUMENTAL,
    LYRICS_NOTHING,
    LYRICS_IDLE,
    LYRICS_LIVE,
    LYRICS_OFF,
    LYRICS_AWAY,
    FOLLOW,
    FOLLOW_LINES,
    FOLLOW_OVER,
    FOLLOW_OLD,
    FOLLOW_FULL,
    DESCRIBE_LYRICS
}
