package dev.muzon.extractor.source.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A song as a music service describes it. Names come from strangers and are bounded here.
 *
 * @param key the service's name and its number of the song
 * @param artists the first {@value #MOST_ARTISTS}, perhaps none
 * @param isrc the number of the recording, null when the service does not tell
 * @param seconds its length, null when the service does not tell
 * @param link its page, null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SoughtSong(
        String key,
        String title,
        List<String> artists,
        @Nullable String isrc,
        @Nullable Double seconds,
        @Nullable String link) {
    private static final int MOST_ARTISTS = 5;
    private static final int LONGEST_KEY = 200;
    private static final double MOST_SECONDS = 86_400;

    SoughtSong {
        key = key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
        title = Track.titleOf(title);
        artists = artists.stream()
                .flatMap(artist -> Stream.ofNullable(Track.labelOf(artist)))
                .limit(MOST_ARTISTS)
                .toList();
        isrc = isrc != null && FoundTrack.isIsrc(isrc) ? isrc : null;
        seconds = seconds != null && seconds > 0 && seconds < MOST_SECONDS ? seconds : null;
        link = link == null || link.length() > Track.MAX_LINK_LENGTH ? null : link;
    }

    /** Returns its length, null when the service does not tell. */
    @Nullable Duration duration() {
        return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Returns the artists in one line, null when there are none. */
    @Nullable String artist() {
        return artists.isEmpty() ? null : String.join(", ", artists);
    }

    /** Returns what to search for: the first artist and the title. */
    String words() {
        return Stream.concat(artists.stream().limit(1), Stream.of(title))
                .filter(Objects::nonNull)
                .reduce((artist, name) -> artist + " " + name)
                .orElse(title);
    }
}
