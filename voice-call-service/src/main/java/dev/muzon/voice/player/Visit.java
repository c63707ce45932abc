package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.MonotonicClock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time that a player spends in a voice chat, or waits for one. It knows what ended it. */
final class Visit {
    private final Line line;
    private final Timers timers;
    private final Solitude solitude;
    private final List<Effect> effects;
    private boolean active;
    private boolean stays;
    private @Nullable Failure interruptedBy;

    Visit(PlayerSnapshot saved, PlayerRules rules, MonotonicClock clock, List<Effect> effects) {
        this.effects = effects;
        line = new Line(saved.told());
        timers = new Timers(clock, saved.sleepsAt());
        solitude = new Solitude(rules.alone(), clock, saved.alone());
        active = saved.active();
        stays = saved.stays();
        interruptedBy = saved.interruptedBy();
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

    boolean active() {
        return active;
    }

    /** Returns whether the voice chat is kept when nobody listens and when nothing is left to play. */
    boolean stays() {
        return stays;
    }

    void setStays(boolean on) {
        stays = on;
    }

    /** Returns what ended it although nobody asked for it, null when it goes on or a person ended it. */
    @Nullable Failure interruptedBy() {
        return interruptedBy;
    }

    /** Notes what ends it although nobody asked for it, null when a person ends it. */
    void interrupt(@Nullable Failure failure) {
        interruptedBy = failure;
    }

    /** Begins it, unless it has begun. The voice chat is joined by {@link #join}. */
    void begin() {
        active = true;
        interruptedBy = null;
        timers.stay();
    }

    /**
     * Joins the voice chat.
     *
     * @param cause what kept the music from being heard before, null when nothing did
     */
    void join(@Nullable Failure cause) {
        line.join(cause);
        effects.add(new Effect.Join());
    }

    /** Leaves the voice chat without an event: the person who stops the music knows that it ends. */
    void leave() {
        end();
        effects.add(new Effect.Leave());
    }

    /** Leaves a voice chat that this player inherited and has nothing to play in. */
    void leaveUnused() {
        if (!active) {
            effects.add(new Effect.Leave());
        }
    }

    /** Ends without leaving the voice chat: the player of another chat goes on in it. */
    void handOver() {
        timers.clear();
        if (active) {
            end();
            effects.add(new Effect.HangUp());
        }
    }

    /** Ends, since the call is over. */
    void end() {
        active = false;
        line.end();
        timers.clear();
        solitude.end();
    }
}
