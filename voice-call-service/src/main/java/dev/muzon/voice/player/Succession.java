package dev.muzon.voice.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ways from one track to another: to the end, by a command, or back. */
final class Succession {
    static final int STRAIGHT_FAILURES = 3;

    /** The end of a station that closes its stream each time that it is opened. */
    private static final StreamEnd DEAD = StreamEnd.truncated(
            Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the station closes its stream again and again"));

    private final PlayerRules rules;
    private final MonotonicClock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private final Announcer announcer;
    private int failures;

    /** @param failures how many tracks in a row came to a bad end */
    Succession(
            PlayerRules rules,
            MonotonicClock clock,
            Playlist queue,
            NowPlaying now,
            Playback playback,
            Announcer announcer,
            int failures) {
        this.rules = rules;
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        this.announcer = announcer;
        this.failures = failures;
    }

    int failures() {
        return failures;
    }

    /** Forgets earlier failures, because a person wants to hear something. */
    void forgive() {
        failures = 0;
    }

    /** Ends the current track and drops the next {@code count - 1}. Nothing lingers behind the last where trouble is told. */
    void skip(Queued track, int count) {
        announcer.ended(now.epoch(), track.entry(), EndReason.SKIPPED, null);
        playback.unpause();
        queue.skip(count);
        playback.enter(Duration.ZERO);
        if (now.track() == null && !playback.active()) {
            announcer.queueEnded(now.epoch());
        } else if (now.track() == null && playback.visit().line().failure() != null) {
            playback.endQueue();
        }
    }

    /** Plays the track that a change of the queue makes the current one, whatever played before. */
    void change(Runnable change) {
        Queued before = now.track();
        change.run();
        forgive();
        if (before != null) {
            announcer.ended(now.epoch(), before.entry(), EndReason.SKIPPED, null);
        }
        playback.enter(Duration.ZERO);
        playback.wake(true);
    }

    /**
     * Brings back what was lost, and goes on where a track was taken away. A pause is a pause again. The track that
     * played instead waits again, so that nobody skipped it. Music that rests waits on for what it waits for.
     */
    void restore(Lost lost) {
        boolean rested = lost.current() != null && lost.paused() && lost.pausedBy() == null;
        boolean rests = !playback.active() && (rested || now.track() != null);
        if (!queue.restore(lost)) {
            return;
        }
        forgive();
        Queued back = Objects.equals(now.track(), lost.current()) ? lost.current() : null;
        playback.enter(back != null && !back.live() ? lost.position() : Duration.ZERO);
        if (rests) {
            return;
        }
        playback.wake(true);
        if (back != null && lost.paused()) {
            playback.pause(back, lost.pausedBy());
        }
    }

    /**
     * Goes on with the first track in the queue where another chat's player stopped.
     *
     * @param pausedBy who paused it there
     * @param interruptedBy what ended the music there, null when it plays or a person paused it
     */
    void adopt(Duration position, boolean paused, @Nullable Requester pausedBy, @Nullable Failure interruptedBy) {
        if (now.track() != null) {
            return;
        }
        queue.begin();
        Queued next = queue.current();
        if (next == null) {
            playback.visit().leaveUnused(); // the other player lingered only, and left the account there
            return;
        }
        now.begin(next.live() ? Duration.ZERO : position);
        boolean rests = paused && !playback.active();
        now.setAnnounced(rests);
        if (rests) {
            playback.visit().interrupt(interruptedBy);
            if (pausedBy != null) {
                playback.pause(next, pausedBy);
            }
        } else {
            playback.wake(false);
        }
    }

    /** Ends what was asked for before an update. What was asked for later plays or goes on. */
    void stopBefore(long update) {
        queue.keepSince(update);
        Queued track = now.track();
        if (track == null && playback.active()) {
            playback.goodbye();
        } else if (track == null || track.askedAfter(update, clock.wallTime())) {
            return;
        } else if (queue.waiting().size() == 0) {
            playback.stop(track);
        } else {
            announcer.ended(now.epoch(), track.entry(), EndReason.STOPPED, null);
            queue.drop();
            playback.enter(Duration.ZERO);
        }
    }

    /**
     * Goes on behind an ended stream, or keeps the track while its source may come back. A track that repeats itself
     * has not ended for the chat.
     */
    void ended(Queued track, StreamEnd end, Supplier<PlayerView> view) {
        if (waitsForSource(track, end, view)) {
            return;
        }
        goOn(track, track.live() && now.heard() && end.failure() == null ? DEAD : end);
    }

    private void goOn(Queued track, StreamEnd end) {
        boolean finished = end.reason() == EndReason.FINISHED;
        Queued next = queue.next();
        boolean repeats = finished && next != null && next.id().equals(track.id());
        if (end.reason() == EndReason.TRUNCATED) {
            announcer.brokeOff(now.epoch(), track.entry(), end.failure(), now.position());
        } else if (!repeats) {
            announcer.ended(now.epoch(), track.entry(), end.reason(), end.failure());
        }
        failures = finished ? 0 : failures + 1;
        if (finished) {
            queue.finish();
        } else {
            queue.drop();
        }
        if (failures >= STRAIGHT_FAILURES && queue.current() != null) {
            String detail = failures + " tracks in a row failed, the last one: " + end.failure();
            failures = 0;
            playback.giveUp(Failure.of(FailureCode.TRACKS_FAILED, detail, Map.of()));
        } else {
            playback.enter(Duration.ZERO);
        }
    }

    private boolean waitsForSource(Queued track, StreamEnd end, Supplier<PlayerView> view) {
        SourceWait wait = playback.sound().sourceWait();
        boolean afresh = playback.sound().streams().maybeOutdated() && (end.sourceAway() || end.originAway());
        boolean onAir = track.live() && now.heard() && mayComeOnAir(end);
        if (onAir && queue.waiting().size() == 0) {
            wait.goesOn(clock.instant()); // nothing else is to be heard
        } else if (!(onAir || afresh || mayComeBack(end)) || !wait.lasts(clock.instant(), rules.patience())) {
            return false;
        }
        playback.sound().streams().clear();
        Silence silence = playback.sound().silence();
        Failure failure = end.failure();
        if (failure != null && !afresh && silence.told() == null && !playback.paused()) {
            silence.note(failure);
            announcer.troubled(now.announced() ? null : track.requestId(), silence.tell(), view);
        }
        return true;
    }

    /**
     * Returns whether a station that was heard may be heard again. It ends when people say so, and refuses while it
     * restarts or has no room for listeners.
     */
    private static boolean mayComeOnAir(StreamEnd end) {
        return !(end.failure() instanceof Failure.UserError refused)
                || refused.code() == FailureCode.SOURCE_NOT_FOUND
                || refused.code() == FailureCode.SOURCE_FORBIDDEN;
    }

    /** Returns whether the end says nothing about the track. A server that never gave any of it may never do. */
    private boolean mayComeBack(StreamEnd end) {
        return end.sourceAway() || (end.originAway() && now.heard());
    }
}
