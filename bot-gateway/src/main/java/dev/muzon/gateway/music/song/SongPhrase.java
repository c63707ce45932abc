package dev.muzon.gateway.music.song;

import dev.muzon.gateway.bot.text.Phrase;

/** The phrases about the files of songs. */
public enum SongPhrase implements Phrase {
    SONG_FETCHING,
    SONG_SENDING,
    SONG_IDLE,
    SONG_LIVE,
    SONG_IS_FILE,
    SONG_OFF,
    SONG_OLD,
    SONG_UNDER_WAY,
    DESCRIBE_SONG
}
