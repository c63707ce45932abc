package dev.muzon.voice.player;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.player.TrackPosition;
import dev.muzon.protocol.player.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a new owner needs to go on where the old one stopped. What an older version did not store has a default,
 * and a number out of its bounds is corrected.
 *
 * <p>Older versions read what they know of a newer one: fields are added, and never change their meaning.
 *
 * @param version of the form that was stored. 0 in what version 0.1.0 stored, which knew no tickets
 * @param epoch see {@link dev.muzon.protocol.player.PlayerView}
 * @param revision see {@link dev.muzon.protocol.player.PlayerView}. It also numbers the events that have no better
 *     identity, so that their dedupe ids never repeat
 * @param active whether the player belongs into the call: a restart takes active players over
 * @param announced whether the chat was told that the current track started
 * @param failures how many tracks in a row came to a bad end
 * @param requests the newest requests that were queued: a redelivered one changes nothing
 * @param movedTo the chat that this one became, null while it is itself
 * @param stoppedBy number of the newest update that removed the bot: what earlier ones ask for is refused. 0 when that is
 *     long ago
 * @param interruptedBy what ended the activity although nobody asked for it: news that it is over wakes the player
 * @param told the topics of the trouble that the chat was told since sound got through or a person asked: the next owner
 *     does not tell them again
 * @param sound how the chat wants its music to sound
 * @param history the tracks that were played before, the last one at the end
 * @param modes the loop and the order of the queue
 * @param lost the tracks that the next undo brings back, null for none
 * @param sleepsAt when the music ends by itself, null without a sleep timer
 * @param alone since when nobody listens, null while somebody may
 * @param withdrawn the stops of the last minutes, which also reach what is still on its way here
 * @param stoppedAt when the bot was removed, null when that is long ago and in what older versions stored
 * @param pausedBy who paused it, null when it is not paused and in what older versions stored
 * @param lostBefore the tracks that further undos bring back, those that were lost last at the beginning
 * @param stays whether it stays in the voice chat when nobody listens and when nothing is left. False in what older
 *     versions stored
 * @param autoplay whether related songs follow when nothing is left. Not in what older versions stored
 */
public record PlayerSnapshot(
        int version,
        ChatRef chat,
        long epoch,
        long revision,
        boolean active,
        boolean paused,
        boolean announced,
        @Nullable Queued current,
        Duration position,
        int volume,
        int failures,
        List<Queued> upcoming,
        List<String> requests,
        @Nullable ChatRef movedTo,
        long stoppedBy,
        @Nullable Failure interruptedBy,
        List<FailureCode> told,
        SoundSettings sound,
        List<Queued> history,
        Modes modes,
        @Nullable Lost lost,
        @Nullable Instant sleepsAt,
        @Nullable Alone alone,
        List<Withdrawal> withdrawn,
        @Nullable Instant stoppedAt,
        @Nullable Requester pausedBy,
        List<Lost> lostBefore,
        boolean stays,
        AutoplayState autoplay) {
    /** The version that this one writes. */
    static final int VERSION = 2;

    /** No player gets there by counting, and what is counted on from there does not overflow. */
    private static final long HIGHEST = Long.MAX_VALUE / 2;

    public PlayerSnapshot {
        Objects.requireNonNull(chat, "a player has a chat");
        epoch = Math.clamp(epoch, 0, HIGHEST);
        revision = Math.clamp(revision, 0, HIGHEST);
        position = TrackPosition.bounded(position);
        volume = Volume.bounded(volume);
        failures = Math.max(0, failures);
        stoppedBy = Math.max(0, stoppedBy);
        upcoming = Objects.requireNonNullElse(upcoming, List.of());
        upcoming = version < VERSION ? numbered(upcoming) : upcoming;
        version = Math.max(version, VERSION);
        requests = Objects.requireNonNullElse(requests, List.of());
        told = Objects.requireNonNullElse(told, List.of());
        sound = Objects.requireNonNullElse(sound, SoundSettings.DEFAULT);
        history = Objects.requireNonNullElse(history, List.of());
        modes = Objects.requireNonNullElse(modes, Modes.PLAIN);
        withdrawn = Objects.requireNonNullElse(withdrawn, List.of());
        lostBefore = Objects.requireNonNullElse(lostBefore, List.of());
        autoplay = Objects.requireNonNullElse(autoplay, AutoplayState.OFF);
    }

    /** Gives tickets to entries in the order in which they wait. */
    private static List<Queued> numbered(List<Queued> waiting) {
        List<Queued> numbered = new ArrayList<>();
        waiting.forEach(queued -> numbered.add(queued.with(1 + numbered.size())));
        return List.copyOf(numbered);
    }

    /** Makes the snapshot of a chat that never played anything. */
    public static PlayerSnapshot unused(ChatRef chat) {
        return unused(chat, 0, 0);
    }

    /**
     * Makes the snapshot of a chat of whose former player only these numbers are known. Lower ones would be taken for old
     * news.
     */
    public static PlayerSnapshot unused(ChatRef chat, long epoch, long revision) {
        return new PlayerSnapshot(
                VERSION,
                chat,
                epoch,
                revision,
                false,
                false,
                false,
                null,
                Duration.ZERO,
                Volume.ORIGINAL,
                0,
                List.of(),
                List.of(),
                null,
                0,
                null,
                List.of(),
                SoundSettings.DEFAULT,
                List.of(),
                Modes.PLAIN,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                false,
                AutoplayState.OFF);
    }

    /** Returns the same player with its track at another position. */
    public PlayerSnapshot at(Duration elsewhere) {
        return new PlayerSnapshot(
                version,
                chat,
                epoch,
                revision,
                active,
                paused,
                announced,
                current,
                elsewhere,
                volume,
                failures,
                upcoming,
                requests,
                movedTo,
                stoppedBy,
                interruptedBy,
                told,
                sound,
                history,
                modes,
                lost,
                sleepsAt,
                alone,
                withdrawn,
                stoppedAt,
                pausedBy,
                lostBefore,
                stays,
                autoplay);
    }

    /** Returns what undos bring back, the first one at the beginning. */
    List<Lost> losses() {
        return Stream.concat(Stream.ofNullable(lost), lostBefore.stream()).toList();
    }

    /** Returns the player that it is of. */
    public PlayerId id() {
        return PlayerId.of(chat);
    }

    /** Returns where it sounds: in the voice chat of the chat that controls it, while there is no other choice. */
    public CallTarget target() {
        return id().ownCall();
    }

    /** Returns whether something is to be heard. */
    public boolean wantsSound() {
        return active && !paused && current != null;
    }

    /** Returns whether it goes on by itself when the trouble that ended its activity is over. */
    public boolean awaitsCall() {
        return !active && !paused && interruptedBy != null;
    }
}
