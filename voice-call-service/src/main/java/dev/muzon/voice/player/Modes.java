package dev.muzon.voice.player;

import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import java.util.Objects;

/**
 * The way in which a queue is played.
 *
 * @param seed decides where a shuffled queue puts a track
 */
public record Modes(Loop loop, PlayOrder order, long seed) {
    static final Modes PLAIN = new Modes(Loop.OFF, PlayOrder.AS_QUEUED, 0);

    public Modes {
        loop = Objects.requireNonNullElse(loop, Loop.OFF);
        order = Objects.requireNonNullElse(order, PlayOrder.AS_QUEUED);
    }

    Modes with(Loop other) {
        return new Modes(other, order, seed);
    }

    /** Returns what stays when the music ends. Turns are a rule of the chat, the rest was about these tracks. */
    Modes atTheEnd() {
        return order == PlayOrder.FAIR ? new Modes(Loop.OFF, PlayOrder.FAIR, 0) : PLAIN;
    }
}
