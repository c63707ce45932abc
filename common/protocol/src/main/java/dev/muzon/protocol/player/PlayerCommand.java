package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    @JsonSubTypes.Type(value = PlayerCommand.SetNormalized.class, name = "set-normalized"),
    @JsonSubTypes.Type(value = PlayerCommand.SetLoop.class, name = "set-loop"),
    @JsonSubTypes.Type(value = PlayerCommand.SetOrder.class, name = "set-order"),
    @JsonSubTypes.Type(value = PlayerCommand.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = PlayerCommand.Move.class, name = "move"),
    @JsonSubTypes.Type(value = PlayerCommand.Jump.class, name = "jump"),
    @JsonSubTypes.Type(value = PlayerCommand.Clear.class, name = "clear"),
    @JsonSubTypes.Type(value = PlayerCommand.Previous.class, name = "previous"),
    @JsonSubTypes.Type(value = PlayerCommand.Undo.class, name = "undo"),
    @JsonSubTypes.Type(value = PlayerCommand.Sleep.class, name = "sleep"),
    @JsonSubTypes.Type(value = PlayerCommand.Stay.class, name = "stay"),
    @JsonSubTypes.Type(value = PlayerCommand.SetAutoplay.class, name = "set-autoplay")
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

    /** Command to repeat the current track or the whole queue, or to stop repeating. */
    record SetLoop(Loop loop) implements PlayerCommand {}

    /** Command to put the queue in an order. {@link PlayOrder#SHUFFLED} shuffles again what is shuffled already. */
    record SetOrder(PlayOrder order) implements PlayerCommand {}

    /** Command to take a waiting track out of the queue. */
    record Remove(String entryId) implements PlayerCommand {}

    /**
     * Command to give a waiting track another place.
     *
     * @param position 1 plays next. One behind the end means the end
     */
    record Move(String entryId, int position) implements PlayerCommand {
        /** Returns the moved track and those that it overtakes. */
        private Stream<QueueEntry> delayed(List<QueueEntry> upcoming) {
            Stream<QueueEntry> overtaken = upcoming.stream()
                    .takeWhile(entry -> !entry.id().equals(entryId))
                    .skip(Math.max(0, position - 1));
            return Stream.concat(upcoming.stream().filter(entry -> entry.id().equals(entryId)), overtaken);
        }
    }

    /** Command to play a waiting track at once, instead of the current one. The other tracks keep waiting. */
    record Jump(String entryId) implements PlayerCommand {}

    /** Command to drop everything that waits. The current track plays on. */
    record Clear() implements PlayerCommand {}

    /** Command to play the track before the current one. The current one plays next. */
    record Previous() implements PlayerCommand {}

    /** Command to take back the last clear, remove, skip, jump or stop. */
    record Undo() implements PlayerCommand {}

    /**
     * Command to end the music later. The queue is kept.
     *
     * @param after how long from now, up to a day. Null for no sleep timer
     */
    record Sleep(@Nullable Duration after) implements PlayerCommand {
        public static final Duration LONGEST = Duration.ofDays(1);
    }

    /**
     * Command to stay in the voice chat when nobody listens or nothing is left, or to leave it then.
     *
     * @param on whether to stay
     */
    record Stay(boolean on) implements PlayerCommand {}

    /**
     * Command to go on with related songs when nothing is left to play, or to end then.
     *
     * @param on whether to go on
     */
    record SetAutoplay(boolean on) implements PlayerCommand {}

    /**
     * Returns whether the command concerns the whole group, because it outlives the song that plays.
     *
     * @param idle whether nothing plays. Volume and sound are then those of whatever plays next
     */
    default boolean concernsGroup(boolean idle) {
        return switch (this) {
            case Stay _, SetAutoplay _, SetNormalized _, SetCrossFade _ -> true;
            case SetOrder(PlayOrder order) -> idle || order == PlayOrder.FAIR;
            case SetMuted _ -> false;
            case SetVolume _, Sound _ -> idle;
            default -> false;
        };
    }

    /**
     * Returns the tracks that the command changes, takes away or delays. Their requesters have a say in it.
     *
     * @param upcoming in playing order, all of them or the first
     */
    default List<QueueEntry> touches(@Nullable QueueEntry current, List<QueueEntry> upcoming) {
        Stream<QueueEntry> now = Stream.ofNullable(current);
        Stream<QueueEntry> touched = switch (this) {
            case Undo() -> Stream.empty();
            case Clear _, SetOrder _ -> upcoming.stream();
            case Stop() -> Stream.concat(now, upcoming.stream());
            case Skip(int count) -> Stream.concat(now, upcoming.stream().limit(Math.max(0, count - 1)));
            case Remove(String id) ->
                upcoming.stream().filter(entry -> entry.id().equals(id));
            case Jump(String id) ->
                Stream.concat(
                        now, upcoming.stream().takeWhile(entry -> !entry.id().equals(id)));
            case Move move -> move.delayed(upcoming);
            default -> now;
        };
        return touched.toList();
    }
}
