package dev.muzon.voice.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The activity of a {@link Player}: it begins, waits, rests and ends, and opens what is to be heard. */
final class Playback {
    private final PlayerRules rules;
    private final Playlist queue;
    private final NowPlaying now;
    private final Streams streams;
    private final Line line;
    private final Timers timers;
    private final Solitude solitude;
    private final Cueing cueing;
    private final SourceWait sourceWait = new SourceWait();
    private final Silence silence = new Silence();
    private final Standing standing;
    private final PauseSwitch pausing;
    private final Announcer announcer;
    private final MonotonicClock clock;
    private final List<Effect> effects;

    private boolean active;
    private boolean stays;
    private @Nullable Failure interruptedBy;

    Playback(
            PlayerSnapshot saved,
            PlayerRules rules,
            MonotonicClock clock,
            Playlist queue,
            NowPlaying now,
            Announcer announcer,
            List<Effect> effects) {
        this.rules = rules;
        this.queue = queue;
        this.now = now;
        this.announcer = announcer;
        this.clock = clock;
        this.effects = effects;
        streams = new Streams(clock, silence, effects);
        line = new Line(saved.told());
        timers = new Timers(clock, saved.sleepsAt());
        solitude = new Solitude(rules.alone(), clock, saved.alone());
        cueing = new Cueing(rules, clock, queue, now, streams);
        standing = new Standing(this, now);
        active = saved.active();
        stays = saved.stays();
        pausing = new PauseSwitch(saved.paused(), saved.pausedBy(), effects);
        interruptedBy = saved.interruptedBy();
    }

    boolean active() {
        return active;
    }

    boolean paused() {
        return pausing.on();
    }

    /** Returns who paused the music, null when nobody did or nobody knows who. */
    @Nullable Requester pausedBy() {
        return pausing.by();
    }

    /** Returns what ended the activity although nobody asked for it, null when it goes on or a person ended it. */
    @Nullable Failure interruptedBy() {
        return interruptedBy;
    }

    /** Returns whether the voice chat is kept when nobody listens and when nothing is left to play. */
    boolean stays() {
        return stays;
    }

    /** Keeps the voice chat, or leaves it as others do: at once where it was kept although nothing is left. */
    void stay(boolean on) {
        boolean unused = waitsForMusic();
        stays = on;
        if (unused && !on) {
            leave();
        }
    }

    /** Leaves a voice chat in which it only waits. The chat's wish stays, and counts from its next music on. */
    void giveWay() {
        if (waitsForMusic()) {
            leave();
        }
    }

    /** Keeps the voice chat as the player did that this one goes on for. */
    void adopt(@Nullable QueueStatus other) {
        stays |= other != null && other.stays();
    }

    /** Returns whether it waits in a voice chat for whatever comes, and the chat knows that the queue is over. */
    boolean waitsForMusic() {
        return stays && active && now.track() == null && !timers.lingers();
    }

    Streams streams() {
        return streams;
    }

    Line line() {
        return line;
    }

    Timers timers() {
        return timers;
    }

    Solitude solitude() {
        return solitude;
    }

    Cueing cueing() {
        return cueing;
    }

    SourceWait sourceWait() {
        return sourceWait;
    }

    Silence silence() {
        return silence;
    }

    Standing standing() {
        return standing;
    }

    /**
     * Goes on as saved.
     *
     * @param awaitsSong whether a song to go on with is on its way
     */
    void resume(boolean awaitsSong) {
        pausing.apply();
        if (!active) {
            return;
        }
        Queued track = now.track();
        if (track == null && (stays || awaitsSong)) {
            join(); // nothing is to be heard, so that no voice chat is started for it
            if (awaitsSong) {
                timers.linger(rules.linger());
            }
            return;
        }
        if (track == null) {
            goodbye(); // it lingered only, and must not join, nor start a voice chat, to leave at once
            return;
        }
        if (!(paused() && track.live())) {
            streams.load(track.entry().track(), now.position());
        }
        join();
    }

    /**
     * Becomes active and plays what is there to play. Music that a person paused rests on.
     *
     * @param unpause whether it ends a pause, also that of a person
     */
    void wake(boolean unpause) {
        boolean rested = !active;
        if (rested && !unpause && pausedBy() != null) {
            return;
        }
        boolean unpaused = paused() && (rested || unpause);
        active = true;
        interruptedBy = null;
        timers.stay();
        Queued track = now.track();
        if (track == null) {
            queue.begin();
            enter(Duration.ZERO);
        } else if (streams.empty() && (!paused() || unpaused || !track.live())) {
            streams.load(track.entry().track(), now.position());
        }
        if (unpaused) {
            pausing.end();
            expectSound();
        }
        if (rested || unpaused || track == null) {
            solitude.wanted();
        }
        if (rested || unpaused) {
            line.expect();
        }
        if (rested) {
            join();
        }
    }

    /** Returns whether trouble ended the activity that may pass by itself. A pause stays a pause. */
    boolean interrupted() {
        Failure failure = interruptedBy;
        return !active && !paused() && failure != null && failure.code() != FailureCode.TRACKS_FAILED;
    }

    /** Returns whether silent music goes on without a person: after trouble, and when somebody comes to listen. */
    boolean goesOnByItself() {
        return interrupted() || (active && paused() && solitude.paused());
    }

    /** Rests like a player that was interrupted, and goes on like it. Null when a person paused that one. */
    void restLike(@Nullable Failure failure) {
        interruptedBy = failure;
    }

    /**
     * Notes what ends the activity although nobody asked for it.
     *
     * @param told what the chat reads of it, null for no reason
     */
    void interrupt(Failure failure, @Nullable Failure told) {
        interruptedBy = failure;
        rest(told);
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
        timers.clear();
        if (active) {
            end();
            effects.add(new Effect.HangUp());
        }
    }

    /** Leaves a voice chat that this player inherited and has nothing to play in. */
    void leaveUnused() {
        if (!active) {
            effects.add(new Effect.Leave());
        }
    }

    void moveTo(Queued track, Duration target) {
        now.setPosition(target);
        if (active) {
            streams.load(track.entry().track(), target);
        }
    }

    /**
     * Pauses a track. A live stream does not wait: it is closed, and opened again when it is to go on.
     *
     * @param by null when it pauses by itself
     */
    void pause(Queued track, @Nullable Requester by) {
        pausing.pause(by);
        expectSound();
        solitude.pausedByPerson();
        if (track.live()) {
            streams.clear();
        }
    }

    /** Ends a pause, because another track is to be heard. */
    void unpause() {
        if (paused() && active) {
            pausing.end();
            expectSound();
            solitude.wanted();
        }
    }

    /** Opens the track again whose source was away. */
    void reload() {
        Queued track = now.track();
        if (active && !paused() && track != null && streams.empty()) {
            streams.load(track.entry().track(), now.position());
        }
    }

    /** Falls silent by itself. Everything is kept. */
    void rest(PlayerEvent.PlayerRested.Reason reason) {
        leave();
        fallSilent();
        announcer.rested(reason);
    }

    /** Counts the silence of a source from now, because sound gets through from now on. */
    void expectSound() {
        silence.restart(clock.instant());
    }

    /** Returns whether sound gets through and nobody has paused it. */
    boolean expectsSound() {
        return active && line.up() && !paused();
    }

    /** Returns whether the chat has to be told now that nothing comes from the source. */
    boolean silenceDue() {
        Instant due = expectsSound() ? silence.tellAt() : null;
        return due != null && !clock.instant().isBefore(due);
    }

    void goodbye() {
        boolean told = waitsForMusic();
        leave();
        if (!told) {
            announcer.queueEnded(now.epoch());
        }
    }

    /** Tells that the queue is over, and leaves unless the chat wants it to stay. */
    void endQueue() {
        if (stays) {
            timers.clear();
            announcer.queueEnded(now.epoch());
        } else {
            goodbye();
        }
    }

    /** Leaves without an event: the person who stops the music knows that it ends. */
    private void leave() {
        end();
        effects.add(new Effect.Leave());
    }

    private void end() {
        active = false;
        line.end();
        timers.clear();
        solitude.end();
    }

    /**
     * Plays the current track of the queue, or lingers where there is none. The sleep timer runs on until the call is
     * left, because something may follow.
     */
    void enter(Duration from) {
        sourceWait.over();
        silence.over();
        Queued track = queue.current();
        if (track == null) {
            queue.end();
            forget();
            if (active) {
                timers.linger(rules.linger());
            } else {
                timers.clear();
            }
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

    /** Gives up after some failed tracks in a row: the fault is elsewhere. The queue waits for a person. */
    void giveUp(Failure.UserError failure) {
        effects.add(new Effect.Leave());
        active = false;
        enter(Duration.ZERO);
        interrupt(
                failure,
                failure.with("count", FailureArgument.count(1L + queue.waiting().size())));
    }

    /**
     * Stops playing but keeps everything. The chat reads that the music is over, so it is told when the track goes on
     * later.
     */
    private void rest(@Nullable Failure failure) {
        end();
        fallSilent();
        announcer.call(CallState.LEFT, failure);
    }

    /** Closes the track. When it goes on it is announced, and what is wrong with its source is told, once more. */
    private void fallSilent() {
        streams.clear();
        sourceWait.over();
        silence.over();
        now.setAnnounced(false);
    }

    private void forget() {
        now.clear();
        sourceWait.over();
        silence.over();
        interruptedBy = null;
        streams.clear();
        pausing.end();
    }
}
