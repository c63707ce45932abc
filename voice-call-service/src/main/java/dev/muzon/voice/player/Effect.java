package dev.muzon.voice.player;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.track.Track;
import java.time.Duration;

/** An action that a {@link Player} asks for, in this order. Each opening of a track has its own stream number. */
public sealed interface Effect {
    /**
     * Request to fade out and drop everything that sounds or is cued, and open this stream. It sounds once the call
     * allows.
     */
    record Load(long stream, Track track, Duration from) implements Effect {}

    /** Request to open this stream now, to follow the current one without a gap. */
    record Cue(long stream, Track track) implements Effect {}

    /** Notice that the cued stream is the current one. Does nothing when it followed by itself. */
    record Promote(long stream) implements Effect {}

    /** Request to fade out and drop everything. */
    record Silence() implements Effect {}

    /** Request to pause or resume the sound. The position waits. */
    record Hold(boolean held) implements Effect {}

    /**
     * Request to set the volume.
     *
     * @param percent 1–200
     */
    record Volume(int percent) implements Effect {}

    /** Request to join the call. Until it is up the sound waits. */
    record Join() implements Effect {}

    /** Request to leave the call for good. */
    record Leave() implements Effect {}

    /**
     * Request to publish an event.
     *
     * @param id dedupe id of the event's job
     */
    record Tell(String id, PlayerEvent event) implements Effect {}
}
