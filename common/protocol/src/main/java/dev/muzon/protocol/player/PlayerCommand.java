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
    @JsonSubTypes.Type(value = PlayerCommand.SetVolume.class, name = "set-volume"),
    @JsonSubTypes.Type(value = PlayerCommand.SetMuted.class, name = "set-muted"),
    @JsonSubTypes.Type(value = PlayerCommand.SetSpeed.class, name = "set-speed"),
    @JsonSubTypes.Type(value = PlayerCommand.SetBass.class, name = "set-bass"),
    @JsonSubTypes.Type(value = PlayerCommand.SetNightcore.class, name = "set-nightcore"),
    @JsonSubTypes.Type(value = PlayerCommand.ClearFilters.class, name = "clear-filters"),
    @JsonSubTypes.Type(value = PlayerCommand.SetCrossFade.class, name = "set-cross-fade"),
    @JsonSubTypes.Type(value = PlayerCommand.SetNormalized.class, name = "set-normalized")
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

    /** A command that changes how the music sounds, now and later. It needs nothing that plays. */
    sealed interface Sound extends PlayerCommand {
        /** Returns the settings after the command. */
        SoundSettings changed(SoundSettings before);
    }

    /** Command to let the music go on unheard, or to let it be heard again. */
    record SetMuted(boolean muted) implements Sound {
        @Override
        public SoundSettings changed(SoundSettings before) {
            return before.withMuted(muted);
        }
    }

    /**
     * Command to play faster or slower at the same pitch.
     *
     * @param percent 50–200
     */
    record SetSpeed(int percent) implements Sound {
        @Override
        public SoundSettings changed(SoundSettings before) {
            return before.withSpeed(percent);
        }
    }

    /**
     * Command to raise deep tones.
     *
     * @param level 0–10
     */
    record SetBass(int level) implements Sound {
        @Override
        public SoundSettings changed(SoundSettings before) {
            return before.withBass(level);
        }
    }

    /** Command to play faster and higher, or as before. */
    record SetNightcore(boolean on) implements Sound {
        @Override
        public SoundSettings changed(SoundSettings before) {
            return before.withNightcore(on);
        }
    }

    /** Command to end what changes the sound: speed, bass and nightcore. */
    record ClearFilters() implements Sound {
        @Override
        public SoundSettings changed(SoundSettings before) {
            return before.withoutFilters();
        }
    }

    /**
     * Command to let the end of each track overlap with the beginning of the next.
     *
     * @param seconds 0–12, 0 for no overlap
     */
    record SetCrossFade(int seconds) implements Sound {
        @Override
        public SoundSettings changed(SoundSettings before) {
            return before.withCrossFade(seconds);
        }
    }

    /** Command to make all tracks equally loud, or to leave them as they are. */
    record SetNormalized(boolean on) implements Sound {
        @Override
        public SoundSettings changed(SoundSettings before) {
            return before.withNormalized(on);
        }
    }
}
