package dev.muzon.voice.audio;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.track.Track;
import java.io.InputStream;
import java.time.Duration;

/** The encoded sound of tracks. */
@FunctionalInterface
public interface Media {
    /**
     * Opens a track's media.
     *
     * @param from where to begin, zero for a live stream
     * @return Matroska, as it arrives
     * @throws dev.muzon.protocol.failure.FailureException why there is none
     */
    InputStream open(Track track, Duration from);

    /** Returns the media as they may sound in a chat. */
    default Media in(ChatRef chat) {
        return this;
    }
}
