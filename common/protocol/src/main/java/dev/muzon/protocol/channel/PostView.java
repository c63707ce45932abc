package dev.muzon.protocol.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post that a search found.
 *
 * @param channel its channel's id
 * @param channelTitle bounded
 * @param post its id in the channel
 * @param text the beginning of its words, at most {@value #MAX_TEXT} code points of one line. Empty when it has none
 * @param link a page that shows it, null for a private channel that only its members may open
 * @param song null when it has no sound
 * @param plays a link in its words that may lead to music, hostile like every link. Null for none, and beside a song
 */
public record PostView(
        long channel,
        String channelTitle,
        long post,
        Instant sent,
        String text,
        @Nullable String link,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Song song,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String plays) {
    public static final int MAX_TEXT = 200;

    /**
     * The sound of a post.
     *
     * @param artist null when unknown
     * @param duration null when unknown
     * @param size in bytes, 0 when unknown
     */
    public record Song(
            String title, @Nullable String artist, @Nullable Duration duration, long size) {
        public Song {
            title = Track.titleOf(title);
            artist = Track.labelOf(artist);
        }
    }

    public PostView {
        channelTitle = Track.titleOf(channelTitle);
        String label = Track.labelOf(text);
        text = label == null ? "" : label;
        plays = plays == null || plays.length() > TrackQuery.Link.MAX_LENGTH ? null : plays;
    }

    /** Makes one of which no link is played. */
    public PostView(
            long channel,
            String channelTitle,
            long post,
            Instant sent,
            String text,
            @Nullable String link,
            @Nullable Song song) {
        this(channel, channelTitle, post, sent, text, link, song, null);
    }
}
