package dev.muzon.voice.player;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An action that a {@link Player} asks for, in this order. Each opening of a track has its own stream number. */
public sealed interface Effect {
    /**
     * Request to fade out and drop everything that sounds or is cued, and open this stream. It sounds once the call
     * allows.
     */
    record Load(long stream, Track track, Duration from) implements Effect {}

    /** Request to open this stream now, to follow the current one without a gap. */
    record Cue(long stream, Track track) implements Effect {}

    /** Request to drop the cued stream. Nothing follows the current one. */
    record Uncue() implements Effect {}

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

    /** Request to let the music sound like this, also what plays already. */
    record Sound(SoundSettings settings) implements Effect {}

    /** Request to join the call. Until it is up the sound waits. */
    record Join() implements Effect {}

    /** Request to leave the call for good. */
    record Leave() implements Effect {}

    /**
     * Request to end the sound and the call's connection, but to stay in the voice chat. Another chat's player goes on
     * there.
     */
    record HangUp() implements Effect {}

    /**
     * Request to publish a job.
     *
     * @param id dedupe id of the job
     * @param event what the chat is told, or what the player of the chat that this one became has to know
     * @param trace the trace that it came up in, as a W3C {@code traceparent}. Null for none
     */
    record Tell(String id, Job event, @Nullable String trace) implements Effect {
        public Tell(String id, Job event) {
            this(id, event, null);
        }

        /** Returns the same request as a part of a trace. */
        public Tell tracedAs(@Nullable String traceparent) {
            return new Tell(id, event, traceparent);
        }
    }
}
