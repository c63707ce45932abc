package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transitions of a {@link Player}: from track to track, into activity and out of it. They add to the effects. */
final class Playback {
    private static final int STRAIGHT_FAILURES = 3;

    private final PlayerRules rules;
    private final Clock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Streams streams;
    private final Line line = new Line();
    private final Announcer announcer;
    private final List<Effect> effects;

    private boolean active;
    private boolean paused;
    private int failures;
    private final Set<FailureCode> told = EnumSet.noneOf(FailureCode.class);
    private final SourceWait sourceWait = new SourceWait();
    private @Nullable Failure interruptedBy;
    private @Nullable Instant leaveAt;
    private @Nullable Instant sleepsAt;

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
        told.addAll(saved.told());
        sleepsAt = saved.sleepsAt();
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

    /** Returns the topics of the trouble that the chat was told and that is not over. */
    List<FailureCode> told() {
        return List.copyOf(told);
    }

    /** Returns when the music ends by itself, null without a sleep timer. */
    @Nullable Instant sleepsAt() {
        return sleepsAt;
    }

    /** Ends the music after this time. Null stops the timer. */
    void sleepAfter(@Nullable Duration after) {
        sleepsAt = after == null ? null : clock.instant().plus(after);
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
        if (line.lost()) {
            return PlayerState.RECONNECTING;
        }
        return streams.audible() && line.up() ? PlayerState.PLAYING : PlayerState.STARTING;
    }

    /** Returns the standing of the call, null when there is none that anybody waits for. */
    @Nullable CallStatus call() {
        if (now.track() == null) {
            return null;
        }
        if (!active) {
            return interruptedBy == null || paused ? null : new CallStatus(CallStatus.Phase.LEFT, interruptedBy);
        }
        return line.status();
    }

    /** Returns whether nobody can say when the next track plays. */
    boolean stalled() {
        return paused || !active || line.troubled() || sourceWait.isOn();
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
            queue.begin();
            enter(Duration.ZERO);
        } else if (streams.empty() && (!paused || unpaused || !track.live())) {
            streams.load(track.entry().track(), now.position());
        }
        if (unpaused) {
            hold(false);
        }
        if (rested || unpaused) {
            told.clear();
        }
        if (rested) {
            join();
        }
    }

    /** Forgets why nothing was heard yet, because it is tried again at once. */
    void hope() {
        line.hope();
        told.clear();
    }

    /** Plays on where trouble ended the activity, because the trouble may be over. A pause stays a pause. */
    void goOn() {
        if (!active && !paused && interruptedBy != null) {
            wake(false);
        }
    }

    /** Ends the current track and drops the next {@code count - 1}. */
    void skip(Queued track, int count) {
        announcer.ended(now.epoch(), track.entry(), EndReason.SKIPPED, null);
        if (paused && active) {
            hold(false);
        }
        queue.skip(count);
        enter(Duration.ZERO);
    }

    /** Plays the track that a change of the queue makes the current one, whatever played before. */
    void change(Runnable change) {
        Queued before = now.track();
        change.run();
        forgive();
        if (before != null) {
            announcer.ended(now.epoch(), before.entry(), EndReason.SKIPPED, null);
        }
        enter(Duration.ZERO);
        wake(true);
    }

    /** Brings back what was lost, and plays on where a track was taken away. */
    void restore(Lost lost) {
        Queued before = now.track();
        if (!queue.restore(lost)) {
            return;
        }
        forgive();
        if (before != null) {
            announcer.ended(now.epoch(), before.entry(), EndReason.SKIPPED, null);
        }
        Queued back = now.track();
        boolean goesOn = back != null && back.equals(lost.current()) && !back.live();
        enter(goesOn ? lost.position() : Duration.ZERO);
        wake(true);
    }

    void stop(Queued track) {
        queue.end();
        announcer.ended(now.epoch(), track.entry(), EndReason.STOPPED, null);
        forget();
        leave();
    }

    /** Ends everything without a word and without leaving the voice chat: the player of another chat goes on. */
    void handOver() {
        queue.end();
        forget();
        if (active) {
            end();
            effects.add(new Effect.HangUp());
        }
    }

    /** Goes on with the first track in the queue where another chat's player stopped. */
    void adopt(Duration position, boolean paused) {
        if (now.track() != null) {
            return;
        }
        queue.begin();
        Queued next = queue.current();
        if (next == null) {
            return;
        }
        now.begin(next.live() ? Duration.ZERO : position);
        boolean rests = paused && !active;
        now.setAnnounced(rests);
        if (!rests) {
            wake(false);
        }
    }

    /** Ends what was asked for before an update. What was asked for later plays or goes on. */
    void stopBefore(long update) {
        queue.keepSince(update);
        Queued track = now.track();
        if (track == null && active) {
            goodbye();
        } else if (track != null && track.sequence() < update && queue.size() == 0) {
            stop(track);
        } else if (track != null && track.sequence() < update) {
            announcer.ended(now.epoch(), track.entry(), EndReason.STOPPED, null);
            queue.drop();
            enter(Duration.ZERO);
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

    /**
     * Goes on behind a stream that ended by itself, or keeps the track and waits when its source may come back. A track
     * that repeats itself has not ended for the chat.
     */
    void ended(Queued track, StreamEnd end, Supplier<PlayerView> view) {
        if (waitsForSource(track, end, view)) {
            return;
        }
        boolean finished = end.reason() == EndReason.FINISHED;
        Queued next = queue.next();
        boolean repeats = finished && next != null && next.id().equals(track.id());
        if (!repeats) {
            announcer.ended(now.epoch(), track.entry(), end.reason(), end.failure());
        }
        failures = finished ? 0 : failures + 1;
        if (finished) {
            queue.finish();
        } else {
            queue.drop();
        }
        Failure failure = end.failure();
        if (failure != null && failures >= STRAIGHT_FAILURES && queue.current() != null) {
            giveUp(failure);
        } else {
            enter(Duration.ZERO);
        }
    }

    private boolean waitsForSource(Queued track, StreamEnd end, Supplier<PlayerView> view) {
        boolean known = sourceWait.isOn();
        if (!mayComeBack(track, end) || !sourceWait.wait(clock.instant(), rules.patience())) {
            return false;
        }
        streams.clear();
        Failure failure = end.failure();
        if (!known && failure != null && !paused) {
            announcer.troubled(now.announced() ? null : track.requestId(), failure, view);
        }
        return true;
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
        Queued next = queue.next();
        if (active && !streams.empty() && next != null && !streams.isCued(next)) {
            streams.cue(next);
        }
    }

    /** Replaces a cue whose entry is no longer next. */
    void recue() {
        Queued next = queue.next();
        if (streams.hasCued() && next == null) {
            streams.uncue();
        } else if (streams.hasCued()) {
            cue();
        } else {
            cueIfDue();
        }
    }

    void lineUp() {
        if (line.troubled()) {
            announcer.call(CallState.CONNECTED, null);
            catchUp();
        }
        line.connect();
        told.clear();
    }

    /** Opens a live stream again, because what it sent while nobody heard it is stale. */
    private void catchUp() {
        Queued track = now.track();
        if (track != null && track.live() && !streams.empty()) {
            streams.load(track.entry().track(), now.position());
        }
    }

    void lineLost(Failure failure) {
        if (line.lose(failure)) {
            announcer.call(CallState.RECONNECTING, failure);
        }
    }

    /**
     * Tells the chat what keeps the track from being heard, unless a former owner told it. Nobody waits for a paused
     * one.
     */
    void lineTroubled(Failure failure, FailureCode topic, Supplier<PlayerView> view) {
        line.trouble(failure);
        Queued track = now.track();
        if (active && !paused && track != null && told.add(topic)) {
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

    /** Ends the music when its time has come. Everything is kept. */
    void sleepIfDue() {
        if (sleepsAt == null || clock.instant().isBefore(sleepsAt)) {
            return;
        }
        sleepsAt = null;
        if (active && now.track() != null) {
            leave();
            streams.clear();
            now.setAnnounced(false);
            announcer.rested(PlayerEvent.PlayerRested.Reason.SLEEP);
        }
    }

    /** Returns when something is due if nothing happens before, null when never. */
    @Nullable Instant nextWake() {
        Instant step = nextStep();
        Instant sleep = active ? sleepsAt : null;
        if (step == null || sleep == null) {
            return step == null ? sleep : step;
        }
        return sleep.isBefore(step) ? sleep : step;
    }

    private @Nullable Instant nextStep() {
        if (leaveAt != null || sourceWait.next() != null) {
            return leaveAt != null ? leaveAt : sourceWait.next();
        }
        Duration left = now.remaining();
        boolean moving = line.up() && !paused && !streams.hasCued() && queue.next() != null;
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
        line.end();
        sleepsAt = null;
        leaveAt = null;
    }

    /** Plays the current track of the queue, or lingers where there is none. */
    private void enter(Duration from) {
        Queued track = queue.current();
        if (track == null) {
            queue.end();
            forget();
            leaveAt = active ? clock.instant().plus(rules.linger()) : null;
            return;
        }
        now.begin(from);
        if (!active) {
            return;
        }
        if (from.isZero() && streams.isCued(track)) {
            streams.promote();
        } else {
            streams.setAudible(false);
            streams.load(track.entry().track(), from);
        }
    }

    private void join() {
        line.join();
        effects.add(new Effect.Join());
    }

    /** Gives up after three failed tracks in a row: the fault is elsewhere. The queue waits for a person. */
    private void giveUp(Failure failure) {
        failures = 0;
        effects.add(new Effect.Leave());
        active = false;
        enter(Duration.ZERO);
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
        sleepsAt = null;
        paused = false;
        interruptedBy = null;
        streams.clear();
        effects.add(new Effect.Hold(false));
    }
}
