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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The activity of a {@link Player}: it begins, waits, rests and ends. Its {@link Visit} is the voice chat's side of it,
 * and its {@link CurrentSound} the track's.
 */
final class Playback {
    private final PlayerRules rules;
    private final Playlist queue;
    private final NowPlaying now;
    private final Visit visit;
    private final CurrentSound sound;
    private final Standing standing;
    private final PauseSwitch pausing;
    private final Announcer announcer;

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
        visit = new Visit(saved, rules, clock, effects);
        sound = new CurrentSound(rules, clock, queue, now, effects);
        standing = new Standing(this, now);
        pausing = new PauseSwitch(saved.paused(), saved.pausedBy(), effects);
    }

    boolean active() {
        return visit.active();
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
        return visit.interruptedBy();
    }

    /** Returns whether the voice chat is kept when nobody listens and when nothing is left to play. */
    boolean stays() {
        return visit.stays();
    }

    /** Keeps the voice chat, or leaves it as others do: at once where it was kept although nothing is left. */
    void stay(boolean on) {
        boolean unused = waitsForMusic();
        visit.setStays(on);
        if (unused && !on) {
            visit.leave();
        }
    }

    /** Leaves a voice chat in which it only waits. The chat's wish stays, and counts from its next music on. */
    void giveWay() {
        if (waitsForMusic()) {
            visit.leave();
        }
    }

    /** Keeps the voice chat as the player did that this one goes on for. */
    void adopt(@Nullable QueueStatus other) {
        visit.setStays(stays() || (other != null && other.stays()));
    }

    /** Returns whether it waits in a voice chat for whatever comes, and the chat knows that the queue is over. */
    boolean waitsForMusic() {
        return stays() && active() && now.track() == null && !visit.timers().lingers();
    }

    /** Returns the voice chat's side of it. */
    Visit visit() {
        return visit;
    }

    /** Returns the track's side of it. */
    CurrentSound sound() {
        return sound;
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
        if (!active()) {
            return;
        }
        Queued track = now.track();
        if (track == null && (stays() || awaitsSong)) {
            visit.join(null); // nothing is to be heard, so that no voice chat is started for it
            if (awaitsSong) {
                visit.timers().linger(rules.linger());
            }
            return;
        }
        if (track == null) {
            goodbye(); // it lingered only, and must not join, nor start a voice chat, to leave at once
            return;
        }
        if (!(paused() && track.live())) {
            sound.open(track);
        }
        visit.join(null);
    }

    /**
     * Becomes active and plays what is there to play. Music that a person paused rests on.
     *
     * @param unpause whether it ends a pause, also that of a person
     */
    void wake(boolean unpause) {
        boolean rested = !active();
        if (rested && !unpause && pausedBy() != null) {
            return;
        }
        boolean unpaused = paused() && (rested || unpause);
        Failure cause = interruptedBy();
        if (unpaused) {
            sound.endPause(); // before a stream is opened, whose trouble is of now
        }
        visit.begin();
        Queued track = now.track();
        if (track == null) {
            queue.begin();
            enter(Duration.ZERO);
        } else if (sound.streams().empty() && (!paused() || unpaused || !track.live())) {
            sound.open(track);
        }
        if (unpaused) {
            pausing.end();
        }
        if (rested || unpaused || track == null) {
            visit.solitude().wanted();
        }
        if (rested || unpaused) {
            visit.line().hope();
        }
        if (rested) {
            visit.join(cause);
        }
    }

    /** Returns whether trouble ended the activity that may pass by itself. A pause stays a pause. */
    boolean interrupted() {
        Failure failure = interruptedBy();
        return !active() && !paused() && failure != null && failure.code() != FailureCode.TRACKS_FAILED;
    }

    /** Returns whether silent music goes on without a person: after trouble, and when somebody comes to listen. */
    boolean goesOnByItself() {
        return interrupted() || (active() && paused() && visit.solitude().paused());
    }

    /**
     * Notes what ends the activity although nobody asked for it.
     *
     * @param told what the chat reads of it, null for no reason
     */
    void interrupt(Failure failure, @Nullable Failure told) {
        visit.interrupt(failure);
        rest(told);
    }

    void stop(Queued track) {
        queue.end();
        announcer.ended(now.epoch(), track.entry(), EndReason.STOPPED, null);
        forget();
        visit.leave();
    }

    /** Ends everything without a word and without leaving the voice chat: the player of another chat goes on. */
    void handOver() {
        queue.end();
        forget();
        visit.handOver();
    }

    void moveTo(Queued track, Duration target) {
        now.setPosition(target);
        if (active()) {
            sound.open(track);
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
        visit.solitude().pausedByPerson();
        if (track.live()) {
            sound.streams().clear();
        }
    }

    /** Ends a pause, because another track is to be heard. */
    void unpause() {
        if (paused() && active()) {
            pausing.end();
            sound.endPause();
            visit.solitude().wanted();
        }
    }

    /** Opens the track again whose source was away. */
    void reload() {
        Queued track = now.track();
        if (active() && !paused() && track != null && sound.streams().empty()) {
            sound.open(track);
        }
    }

    /** Falls silent by itself. Everything is kept. */
    void rest(PlayerEvent.PlayerRested.Reason reason) {
        visit.leave();
        fallSilent();
        announcer.rested(reason);
    }

    /** Counts the silence of a source from now, because sound gets through from now on. */
    void expectSound() {
        sound.expect();
    }

    /** Returns whether sound gets through and nobody has paused it. */
    boolean expectsSound() {
        return active() && visit.line().up() && !paused();
    }

    /** Returns whether the chat has to be told now that nothing comes from the source. */
    boolean silenceDue() {
        return expectsSound() && sound.silenceDue();
    }

    void goodbye() {
        boolean told = waitsForMusic();
        visit.leave();
        if (!told) {
            announcer.queueEnded(now.epoch());
        }
    }

    /** Tells that the queue is over, and leaves unless the chat wants it to stay. */
    void endQueue() {
        if (stays()) {
            visit.timers().clear();
            announcer.queueEnded(now.epoch());
        } else {
            goodbye();
        }
    }

    /**
     * Plays the current track of the queue, or lingers where there is none. The sleep timer runs on until the call is
     * left, because something may follow.
     */
    void enter(Duration from) {
        sound.forgive();
        Queued track = queue.current();
        if (track == null) {
            queue.end();
            forget();
            if (active()) {
                visit.timers().linger(rules.linger());
            } else {
                visit.timers().clear();
            }
            return;
        }
        now.begin(from);
        if (active()) {
            sound.change(track, from);
        }
    }

    /** Gives up after some failed tracks in a row: the fault is elsewhere. The queue waits for a person. */
    void giveUp(Failure.UserError failure) {
        visit.leave();
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
        visit.end();
        fallSilent();
        announcer.call(CallState.LEFT, failure);
    }

    /** Closes the track. When it goes on it is announced once more. */
    private void fallSilent() {
        sound.close();
        now.setAnnounced(false);
    }

    private void forget() {
        now.clear();
        sound.close();
        visit.interrupt(null);
        pausing.end();
    }
}
