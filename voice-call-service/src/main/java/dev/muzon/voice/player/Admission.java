package dev.muzon.voice.player;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules which requests and commands still count: not those that a stop, a move or another track has overtaken. */
final class Admission {
    private final Playlist queue;
    private final Relocation relocation;
    private final Announcer announcer;
    private final Withdrawals withdrawals;
    private final MonotonicClock clock;
    /** The newest removal of the bot, which reaches as far as a stop by a person. */
    private @Nullable Withdrawal removal;

    Admission(PlayerSnapshot saved, MonotonicClock clock, Playlist queue, Relocation relocation, Announcer announcer) {
        this.queue = queue;
        this.relocation = relocation;
        this.announcer = announcer;
        withdrawals = new Withdrawals(saved.withdrawn(), clock);
        this.clock = clock;
        Instant stoppedAt = saved.stoppedAt();
        removal = stoppedAt == null ? null : new Withdrawal(saved.stoppedBy(), null, stoppedAt);
    }

    /** Returns whether the request may be queued here. One that may not is passed on or refused. */
    boolean admits(EnqueueTracks job) {
        ChatRef destination = relocation.movedTo();
        if (destination != null) {
            relocation.passOn(job, destination);
            return false;
        }
        if (queue.knows(job.requestId())) {
            return true;
        }
        if (removal != null && removal.reaches(job, clock.wallTime())) {
            return refused(job, FailureCode.BOT_REMOVED, "the bot was removed after update " + job.sequence());
        }
        return !withdrawals.reach(job)
                || refused(job, FailureCode.REQUEST_STOPPED, "stopped after update " + job.sequence());
    }

    private boolean refused(EnqueueTracks job, FailureCode why, String detail) {
        announcer.refused(job.requestId(), Failure.of(why, detail));
        return false;
    }

    /** Notes that the bot was removed. Returns whether that is news. */
    boolean stop(StopPlayer job) {
        if (job.sequence() == 0) {
            return true;
        }
        Withdrawal before = recentRemoval();
        if (before != null && job.sequence() <= before.sequence()) {
            return false;
        }
        removal = new Withdrawal(job.sequence(), null, clock.wallTime());
        return true;
    }

    private @Nullable Withdrawal recentRemoval() {
        return removal == null || removal.isOver(clock.wallTime()) ? null : removal;
    }

    /**
     * Refuses a command to which its sender has no right, or that came too late. A stop also reaches what is still on
     * its way here.
     */
    void check(CommandRequest request, @Nullable Queued track) {
        long person = request.by().id();
        if (request.ownOnly() && queue.touchesOthers(request.command(), person)) {
            throw Refusals.noRight(person).asException();
        }
        if (request.command() instanceof PlayerCommand.Stop) {
            withdrawals.note(request);
        }
        if (track != null) {
            checkOrder(request, track);
        }
    }

    /**
     * Refuses a control that was asked for before the track that plays by now, because it meant another one. Such a
     * control waited while the player was away.
     */
    private void checkOrder(CommandRequest request, Queued track) {
        boolean meansTrack = switch (request.command()) {
            case PlayerCommand.Pause _,
                    PlayerCommand.Skip _,
                    PlayerCommand.Stop _,
                    PlayerCommand.SeekTo _,
                    PlayerCommand.SeekBy _,
                    PlayerCommand.Replay _,
                    PlayerCommand.SetLoop _ -> request.sequence() != 0;
            default -> false;
        };
        if (meansTrack && track.askedAfter(request.sequence(), clock.wallTime())) {
            throw Refusals.overtaken();
        }
    }

    /** Returns the number of the update that removed the bot, 0 when that is long ago. */
    long stoppedBy() {
        Withdrawal recent = recentRemoval();
        return recent == null ? 0 : recent.sequence();
    }

    /** Returns when the bot was removed, null when that is long ago. */
    @Nullable Instant stoppedAt() {
        Withdrawal recent = recentRemoval();
        return recent == null ? null : recent.at();
    }

    /** Returns the stops that still reach something. */
    List<Withdrawal> withdrawn() {
        return withdrawals.saved();
    }
}
