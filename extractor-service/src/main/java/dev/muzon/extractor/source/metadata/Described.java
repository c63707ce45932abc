package dev.muzon.extractor.source.metadata;

import java.util.List;

/**
 * The answer of a music service about a link.
 *
 * @param songs in their order, perhaps none
 * @param list whether the link means an album or a playlist
 */
record Described(List<SoughtSong> songs, boolean list) {
    Described {
        songs = List.copyOf(songs);
    }

    static Described song(SoughtSong song) {
        return new Described(List.of(song), false);
    }

    static Described list(List<SoughtSong> songs) {
        return new Described(songs, true);
    }
}
