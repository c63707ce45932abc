package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.player.Volume;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refusals of commands, each with its reason. They change nothing. */
final class Refusals {
    private Refusals() {}

    /** Refuses commands that are wrong whatever is playing. */
    static void checkShape(PlayerCommand command) {
        switch (command) {
            case PlayerCommand.Skip(int count) when count < 1 -> throw bad("skip count " + count + " is below 1");
            case PlayerCommand.SetVolume(int percent)
            when percent < Volume.QUIETEST || percent > Volume.LOUDEST ->
                throw bad("volume " + percent + " is not within 1–" + Volume.LOUDEST);
            case PlayerCommand.SetSpeed(int percent)
            when percent < SoundSettings.SLOWEST || percent > SoundSettings.FASTEST ->
                throw bad("speed " + percent + " is not within 50–200");
            case PlayerCommand.SetBass(int level)
            when level < 0 || level > SoundSettings.MOST_BASS -> throw bad("bass " + level + " is not within 0–10");
            case PlayerCommand.SetCrossFade(int seconds)
            when seconds < 0 || seconds > SoundSettings.LONGEST_CROSS_FADE ->
                throw bad("a cross-fade of " + seconds + " s is not within 0–12");
            case PlayerCommand.SeekTo(@Nullable Duration position)
            when position == null || position.isNegative() ->
                throw bad("seek position " + position + " is missing or negative");
            case PlayerCommand.SeekBy(@Nullable Duration offset)
            when offset == null -> throw bad("seek offset is missing");
            case PlayerCommand.SetLoop(@Nullable Loop loop)
            when !valid(loop) -> throw bad("loop " + loop + " is missing or out of range");
            case PlayerCommand.SetOrder(@Nullable PlayOrder order) when order == null -> throw bad("order is missing");
            case PlayerCommand.Remove(@Nullable String id) when id == null -> throw bad("entry is missing");
            case PlayerCommand.Jump(@Nullable String id) when id == null -> throw bad("entry is missing");
            case PlayerCommand.Move(@Nullable String id, int position)
            when id == null || position < 1 -> throw bad("entry or position " + position + " is missing");
            case PlayerCommand.Sleep(@Nullable Duration after)
            when after != null && !(after.isPositive() && after.compareTo(PlayerCommand.Sleep.LONGEST) <= 0) ->
                throw bad("sleep time " + after + " is out of range");
            default -> {}
        }
    }

    private static boolean valid(@Nullable Loop loop) {
        if (loop == null) {
            return false;
        }
        @Nullable Object mode = loop.mode();
        return mode != null && (loop.mode() != Loop.Mode.TIMES || (loop.left() >= 2 && loop.left() <= Loop.MOST));
    }

    static void checkEpoch(@Nullable Long seen, long current) {
        if (seen != null && seen < current) {
            throw user(FailureCode.STALE_BUTTON, "epoch " + seen + " is over, now " + current);
        }
    }

    static FailureException nothingPlaying() {
        return user(FailureCode.NOTHING_PLAYING, "no current track");
    }

    /**
     * Refuses to go on where nothing is left.
     *
     * @param undo the tracks that an undo of this person would bring back
     */
    static FailureException nothingToResume(int undo) {
        return undo == 0
                ? nothingPlaying()
                : Failure.of(
                                FailureCode.NOTHING_PLAYING,
                                "no current track",
                                Map.of("undo", FailureArgument.count(undo)))
                        .asException();
    }

    /** Refuses a control that meant an earlier track than the one that plays. */
    static FailureException overtaken() {
        return user(FailureCode.STALE_BUTTON, "asked for before the track that plays");
    }

    static FailureException queueEmpty() {
        return user(FailureCode.QUEUE_EMPTY, "nothing waits");
    }

    static FailureException notInQueue(String entryId) {
        return user(FailureCode.NOT_IN_QUEUE, "no waiting entry " + entryId);
    }

    static FailureException nothingBefore() {
        return user(FailureCode.NOTHING_BEFORE, "nothing was played before");
    }

    static FailureException nothingToUndo() {
        return user(FailureCode.NOTHING_TO_UNDO, "nothing was taken away lately");
    }

    /** @param left the tracks that the next undo brings back */
    static FailureException nothingJustTaken(int left) {
        return Failure.of(
                        FailureCode.NOTHING_JUST_TAKEN,
                        "the last command took nothing away",
                        Map.of("count", FailureArgument.count(left)))
                .asException();
    }

    static FailureException takenByAnother(long person) {
        return user(FailureCode.TAKEN_BY_ANOTHER, "taken away by others than " + person);
    }

    static Failure noRight(long person) {
        return Failure.of(FailureCode.NO_RIGHT, "tracks of others than " + person);
    }

    static FailureException notSeekable() {
        return user(FailureCode.NOT_SEEKABLE, "a live stream has no positions");
    }

    static FailureException pastEnd(Duration duration) {
        return Failure.of(
                        FailureCode.SEEK_PAST_END,
                        "the track ends at " + duration,
                        Map.of("duration", FailureArgument.of(duration)))
                .asException();
    }

    private static FailureException bad(String detail) {
        return user(FailureCode.BAD_INPUT, detail);
    }

    private static FailureException user(FailureCode code, String detail) {
        return Failure.of(code, detail).asException();
    }
}
