package dev.muzon.voice.player;

import dev.muzon.protocol.Requester;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The switch between music and a pause, which remembers who turned it. */
final class PauseSwitch {
    private final List<Effect> effects;
    private boolean on;
    private @Nullable Requester by;

    /** @param by null when the pause began by itself, or nobody knows who made it */
    PauseSwitch(boolean on, @Nullable Requester by, List<Effect> effects) {
        this.on = on;
        this.by = by;
        this.effects = effects;
    }

    boolean on() {
        return on;
    }

    /** Returns who paused the music, null when nobody did or nobody knows who. */
    @Nullable Requester by() {
        return by;
    }

    /** Brings the sound to how it is saved. */
    void apply() {
        effects.add(new Effect.Hold(on));
    }

    /** @param person null when it pauses by itself */
    void pause(@Nullable Requester person) {
        on = true;
        by = person;
        apply();
    }

    void end() {
        on = false;
        by = null;
        apply();
    }
}
