package dev.muzon.voice.audio;

import dev.muzon.protocol.track.Track;
import java.time.Duration;

/** Opens tracks. */
@FunctionalInterface
public interface PcmSources {
    /** Returns at once; whatever goes wrong becomes the source's end. */
    PcmSource open(Track track, Duration from, PcmSource.Listener listener);
}
