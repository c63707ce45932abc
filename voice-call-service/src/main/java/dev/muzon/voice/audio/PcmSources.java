package dev.muzon.voice.audio;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.track.Track;
import java.time.Duration;

/** The opener of tracks. */
@FunctionalInterface
public interface PcmSources {
    /** Opens a track and returns at once. A failure becomes the source's end. */
    PcmSource open(Track track, Duration from, SoundFilters filters, PcmSource.Listener listener);

    /** Returns the opener of what may sound in a chat. */
    default PcmSources in(ChatRef chat) {
        return this;
    }
}
