package dev.muzon.voice.player;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.track.Track;
import java.time.Duration;

/** An action that a {@link Player} asks for, in this order. Each opening of a track has its own stream number. */
public sealed interface Effect {
    /** Fade out and forget whatever sounds and whatever is cued; open this and let it sound once the call allows. */
    record Load(long stream, Track track, Duration from) implements Effect {}

    /** Open this now, to follow the current stream without a gap. */
    record Cue(long stream, Track track) implements Effect {}

    /** The cued stream is the current one; does nothing when it followed by itself. */
    record Promote(long stream) implements Effect {}

    /** Fade out and forget everything. */
    record Silence() implements Effect {}

    /** Pause or resume the sound; the position waits. */
    record Hold(boolean held) implements Effect {}

    /** @param percent 1–200 */
    record Volume(int percent) implements Effect {}

    /** Be in the call; until it is up the sound waits. */
    record Join() implements Effect {}

    /** Leave the call for good. */
    record Leave() implements Effect {}

    /** End the sound and the call's connection, but stay in the voice chat: another chat's player goes on there. */
    record HangUp() implements Effect {}

    /**
     * @param id dedupe id of the job
     * @param event what the chat is told, or what the player of the chat that this one became has to know
     */
    record Tell(String id, Job event) implements Effect {}
}
