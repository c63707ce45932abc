package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transitions of a {@link Player}: from track to track, into activity and out of it. They add to the effects. */
final class Playback {
    private static final int STRAIGHT_FAILURES = 3;

    /** The state of the call as far as the player cares. */
    private enum Line {
        NONE,
        JOINING,
        UP,
        LOST
    }

    private final PlayerRules rules;
    private final Clock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Streams streams;
    private final Announcer announcer;
    private final List<Effect> effects;

    private boolean active;
    private boolean paused;
    private int failures;
    private Line line = Line.NONE;
    private @Nullable Failure trouble;
    private @Nullable Failure interruptedBy;
    private @Nullable Instant leaveAt;
    private final SourceWait sourceWait = new SourceWait();

    Playback(
            PlayerSnapshot saved,
            PlayerRules rules,
            Clock clock,
            Playlist queue,
            NowPlaying now,
            Announcer announcer,
            List<Effect> effects) {
        this.rules = rules;
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.announcer = announcer;
        this.effects = effects;
        streams = new Streams(effects);
        active = saved.active();
        paused = saved.paused();
        failures = saved.failures();
        interruptedBy = saved.interruptedBy();
    }

    boolean active() {
        return active;
    }

    boolean paused() {
        return paused;
    }

    int failures() {
        return failures;
    }

    /** Returns what ended the activity although nobody asked for it, null when it goes on or a person ended it. */
    @Nullable Failure interruptedBy() {
        return interruptedBy;
    }

    Streams streams() {
        return streams;
    }

    PlayerState state() {
        if (now.track() == null) {
            return PlayerState.IDLE;
        }
        if (paused || !active) {
            return PlayerState.PAUSED;
        }
        if (line == Line.LOST) {
            return PlayerState.RECONNECTING;
        }
        return streams.audible() && line == Line.UP ? PlayerState.PLAYING : PlayerState.STARTING;
    }

    /** Returns the standing of the call, null when there is none that anybody waits for. */
    @Nullable CallStatus call() {
        if (now.track() == null) {
            return null;
        }
        if (!active) {
            return interruptedBy == null || paused ? null : new CallStatus(CallStatus.Phase.LEFT, interruptedBy);
        }
        return switch (line) {
            case NONE -> null;
            case JOINING -> new CallStatus(CallStatus.Phase.JOINING, trouble);
            case UP -> new CallStatus(CallStatus.Phase.CONNECTED, null);
            case LOST -> new CallStatus(CallStatus.Phase.RECONNECTING, trouble);
        };
    }

    /** Returns whether nobody can say when the next track plays. */
    boolean stalled() {
        return paused || !active || trouble != null || line == Line.LOST || sourceWait.isOn();
    }

    /** Goes on as saved. */
    void resume() {
        effects.add(new Effect.Hold(paused));
        if (!active) {
            return;
        }
        Queued track = now.track();
        if (track == null) {
            goodbye(); // it lingered only, and must not join, nor start a voice chat, to leave at once
            return;
        }
        if (!(paused && track.live())) {
            streams.load(track.entry().track(), now.position());
        }
        join();
    }

    /** Forgets earlier failures, because a person wants to hear something. */
    void forgive() {
        failures = 0;
    }

    /** Becomes active and plays what is there to play. */
    void wake(boolean unpause) {
        boolean rested = !active;
        boolean unpaused = paused && (rested || unpause);
        active = true;
        interruptedBy = null;
        leaveAt = null;
        Queued track = now.track();
        if (track == null) {
            advance();
        } else if (streams.empty() && (!paused || unpaused || !track.live())) {
            streams.load(track.entry().track(), now.position());
        }
        if (unpaused) {
            hold(false);
        }
        if (rested) {
            join();
        }
    }

    /** Forgets why nothing was heard yet, because it is tried again at once. */
    void hope() {
        if (line == Line.JOINING) {
            trouble = null;
        }
    }

    /** Plays on where trouble ended the activity, because the trouble may be over. A pause stays a pause. */
    void goOn() {
        if (!active && !paused && interruptedBy != null) {
            wake(false);
        }
    }

    void skip(Queued track, int count) {
        announcer.ended(now.epoch(), track.entry(), EndReason.SKIPPED, null);
        if (count > 1) {
            queue.drop(count - 1);
            streams.forgetCued();
        }
        if (paused && active) {
            hold(false);
        }
        advance();
    }

    void stop(Queued track) {
        queue.clear();
        announcer.ended(now.epoch(), track.entry(), EndReason.STOPPED, null);
        forget();
        leave();
    }

    /** Ends everything without a word and without leaving the voice chat: the player of another chat goes on. */
    void handOver() {
        queue.clear();
        forget();
        if (active) {
            end();
            effects.add(new Effect.HangUp());
        }
    }

    /** Goes on with the first track in the queue where another chat's player stopped. */
    void adopt(Duration position, boolean paused) {
        Queued next = now.track() == null ? queue.poll() : null;
        if (next == null) {
            streams.forgetCued();
            return;
        }
        now.begin(next, next.live() ? Duration.ZERO : position);
        boolean rests = paused && !active;
        now.setAnnounced(rests);
        if (!rests) {
            wake(false);
        }
    }

    /** Ends what was asked for before an update. What was asked for later plays or goes on. */
    void stopBefore(long update) {
        Queued next = queue.peek();
        queue.keepSince(update);
        if (next != null && !next.equals(queue.peek())) {
            streams.forgetCued();
        }
        Queued track = now.track();
        if (track == null && active) {
            goodbye();
        } else if (track != null && track.sequence() < update && queue.size() == 0) {
            stop(track);
        } else if (track != null && track.sequence() < update) {
            announcer.ended(now.epoch(), track.entry(), EndReason.STOPPED, null);
            advance();
        }
    }

    void moveTo(Queued track, Duration target) {
        now.setPosition(target);
        if (active) {
            streams.load(track.entry().track(), target);
        }
    }

    /** Pauses a track. A live stream does not wait: it is closed, and opened again when it is to go on. */
    void pause(Queued track) {
        hold(true);
        if (track.live()) {
            streams.clear();
        }
    }

    private void hold(boolean held) {
        paused = held;
        effects.add(new Effect.Hold(held));
    }

    /** Ends the track, or keeps it and waits when its source may come back. */
    void ended(Queued track, StreamEnd end, Supplier<PlayerView> view) {
        boolean told = sourceWait.isOn();
        if (mayComeBack(track, end) && sourceWait.lasts(clock.instant(), rules.patience())) {
            streams.clear();
            Failure failure = end.failure();
            if (!told && failure != null && !paused) {
                announcer.troubled(now.announced() ? null : track.requestId(), failure, view);
            }
            return;
        }
        announcer.ended(now.epoch(), track.entry(), end.reason(), end.failure());
        failures = end.reason() == EndReason.FINISHED ? 0 : failures + 1;
        Failure failure = end.failure();
        if (failure != null && failures >= STRAIGHT_FAILURES && queue.size() > 0) {
            giveUp(failure);
        } else {
            advance();
        }
    }

    /** Returns whether the end says nothing about the track. A live stream that was heard ends when people say so. */
    private boolean mayComeBack(Queued track, StreamEnd end) {
        boolean broken = track.live() && now.announced() && !(end.failure() instanceof Failure.UserError);
        return end.sourceAway() || broken;
    }

    /** Notes that the track is heard. */
    void sourceBack() {
        sourceWait.over();
    }

    /** Opens the track again whose source was away. */
    void reloadIfDue() {
        Queued track = now.track();
        if (sourceWait.takeDue(clock.instant()) && active && !paused && track != null && streams.empty()) {
            streams.load(track.entry().track(), now.position());
        }
    }

    void cueIfDue() {
        Duration left = now.remaining();
        if (left != null && left.compareTo(rules.prefetch()) <= 0) {
            cue();
        }
    }

    void cue() {
        Queued next = queue.peek();
        if (active && !streams.empty() && !streams.hasCued() && next != null) {
            streams.cue(next.entry().track());
        }
    }

    void lineUp() {
        if (line == Line.LOST || trouble != null) {
            announcer.call(CallState.CONNECTED, null);
            catchUp();
        }
        line = Line.UP;
        trouble = null;
    }

    /** Opens a live stream again, because what it sent while nobody heard it is stale. */
    private void catchUp() {
        Queued track = now.track();
        if (track != null && track.live() && !streams.empty()) {
            streams.load(track.entry().track(), now.position());
        }
    }

    void lineLost(Failure failure) {
        if (line == Line.UP) {
            line = Line.LOST;
            // What people did is true at once. Whether a connection is back within seconds nobody knows.
            trouble = failure instanceof Failure.UserError ? failure : null;
            announcer.call(CallState.RECONNECTING, failure);
        }
    }

    /** Tells the chat what keeps the track from being heard. Nobody waits for a paused one. */
    void lineTroubled(Failure failure, Supplier<PlayerView> view) {
        trouble = failure;
        Queued track = now.track();
        if (active && !paused && track != null) {
            announcer.troubled(now.announced() ? null : track.requestId(), failure, view);
        }
    }

    void lineGone(Failure failure) {
        if (active && now.track() == null) {
            goodbye();
        } else if (active) {
            interruptedBy = failure;
            rest(withQueue(failure));
        }
    }

    /** Adds how many tracks wait for the next voice chat. A paused player does not go on by itself. */
    private Failure withQueue(Failure failure) {
        boolean ended = failure.code() == FailureCode.VOICE_CHAT_ENDED && !paused;
        return ended && failure instanceof Failure.UserError user
                ? user.with("count", FailureArgument.count(1L + queue.size()))
                : failure;
    }

    void leaveIfDue() {
        if (leaveAt != null && !clock.instant().isBefore(leaveAt)) {
            goodbye();
        }
    }

    /** Returns when something is due if nothing happens before, null when never. */
    @Nullable Instant nextWake() {
        if (leaveAt != null || sourceWait.next() != null) {
            return leaveAt != null ? leaveAt : sourceWait.next();
        }
        Duration left = now.remaining();
        boolean moving = line == Line.UP && !paused && !streams.hasCued() && queue.size() > 0;
        return left == null || !moving ? null : clock.instant().plus(left.minus(rules.prefetch()));
    }

    void goodbye() {
        leave();
        announcer.queueEnded(now.epoch());
    }

    /** Leaves without an event: the person who stops the music knows that it ends. */
    private void leave() {
        end();
        effects.add(new Effect.Leave());
    }

    private void end() {
        active = false;
        line = Line.NONE;
        trouble = null;
        leaveAt = null;
    }

    private void advance() {
        Queued next = queue.poll();
        if (next == null) {
            forget();
            leaveAt = active ? clock.instant().plus(rules.linger()) : null;
            return;
        }
        now.begin(next);
        if (!active) {
            return;
        }
        if (streams.hasCued()) {
            streams.promote();
        } else {
            streams.setAudible(false);
            streams.load(next.entry().track(), Duration.ZERO);
        }
    }

    private void join() {
        line = Line.JOINING;
        trouble = null;
        effects.add(new Effect.Join());
    }

    /** Gives up after three failed tracks in a row: the fault is elsewhere. The queue waits for a person. */
    private void giveUp(Failure failure) {
        failures = 0;
        effects.add(new Effect.Leave());
        active = false;
        advance();
        rest(failure);
    }

    /**
     * Stops playing but keeps everything. The chat reads that the music is over, so it is told when the track goes on
     * later.
     */
    private void rest(Failure failure) {
        end();
        streams.clear();
        now.setAnnounced(false);
        announcer.call(CallState.LEFT, failure);
    }

    private void forget() {
        now.clear();
        sourceWait.over();
        paused = false;
        interruptedBy = null;
        streams.clear();
        effects.add(new Effect.Hold(false));
    }
}
