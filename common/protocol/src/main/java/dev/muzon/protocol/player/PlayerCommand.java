package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** A command to a player. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlayerCommand.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = PlayerCommand.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = PlayerCommand.Skip.class, name = "skip"),
    @JsonSubTypes.Type(value = PlayerCommand.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = PlayerCommand.SeekTo.class, name = "seek-to"),
    @JsonSubTypes.Type(value = PlayerCommand.SeekBy.class, name = "seek-by"),
    @JsonSubTypes.Type(value = PlayerCommand.Replay.class, name = "replay"),
    @JsonSubTypes.Type(value = PlayerCommand.SetVolume.class, name = "set-volume")
})
public sealed interface PlayerCommand {
    record Pause() implements PlayerCommand {}

    record Resume() implements PlayerCommand {}

    /**
     * Command to end the current track and drop the next {@code count - 1}.
     *
     * @param count at least 1. More than there are empties the queue
     */
    record Skip(int count) implements PlayerCommand {}

    /** Command to end the current track, clear the queue and leave the voice chat. */
    record Stop() implements PlayerCommand {}

    /** Command to move to a position. One past the end is refused with {@code player.seek-past-end}. */
    record SeekTo(Duration position) implements PlayerCommand {}

    /** Command to move relative to where the listener is, but not before the beginning. */
    record SeekBy(Duration offset) implements PlayerCommand {}

    /** Command to play the current track from its beginning. */
    record Replay() implements PlayerCommand {}

    /**
     * Command to set the volume.
     *
     * @param percent 1–200
     */
    record SetVolume(int percent) implements PlayerCommand {}
}
