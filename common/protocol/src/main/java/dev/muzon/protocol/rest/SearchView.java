package dev.muzon.protocol.rest;

import dev.muzon.protocol.track.Track;
import java.util.List;

/**
 * The answer to a search. Each track is played by its id, as {@link dev.muzon.protocol.track.TrackQuery.Listed}.
 *
 * @param tracks what fits, best first
 * @param similar what comes closest where nothing fits, best first
 * @param silent names of sources that failed or had not answered in time. Their tracks are missing
 */
public record SearchView(List<Track> tracks, List<Track> similar, List<String> silent) {
    public SearchView {
        tracks = List.copyOf(tracks);
        similar = List.copyOf(similar);
        silent = List.copyOf(silent);
    }
}
