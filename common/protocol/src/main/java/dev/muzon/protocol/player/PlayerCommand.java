package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** What can be asked of a running player. */
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
     * End the current track and drop the next {@code count - 1}.
     *
     * @param count at least 1; more than there are empties the queue
     */
    record Skip(int count) implements PlayerCommand {}

    /** End the current track, empty the queue and leave the voice chat. */
    record Stop() implements PlayerCommand {}

    /** Past the end is {@code player.seek-past-end} and changes nothing. */
    record SeekTo(Duration position) implements PlayerCommand {}

    /** Relative to where the listener is; below the beginning means the beginning. */
    record SeekBy(Duration offset) implements PlayerCommand {}

    /** The current track from its beginning. */
    record Replay() implements PlayerCommand {}

    /** @param percent 1–200 */
    record SetVolume(int percent) implements PlayerCommand {}
}
