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
    LINES_SHOW,
    LINES_OLD,
    LINES_FULL,
    LINES_NOTHING,
    LINES_NO_TIMES,
    LINES_INSTRUMENTAL,
    DESCRIBE_LYRICS
}
