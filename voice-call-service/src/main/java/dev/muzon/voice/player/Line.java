package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The call as far as the player cares: whether sound gets through, and what keeps it from that. */
final class Line {
    private enum State {
        NONE,
        JOINING,
        UP,
        LOST
    }

    /** The topics of the trouble that the chat was told since sound got through or a person asked. */
    private final Set<FailureCode> told = EnumSet.noneOf(FailureCode.class);

    private State state = State.NONE;
    private @Nullable Failure trouble;

    Line(Collection<FailureCode> told) {
        this.told.addAll(told);
    }

    List<FailureCode> told() {
        return List.copyOf(told);
    }

    /**
     * Notes that the chat is told of a topic.
     *
     * @return whether it was not told before
     */
    boolean tell(FailureCode topic) {
        return told.add(topic);
    }

    /** Forgets what was told, because a person waits for sound from now on. */
    void expect() {
        told.clear();
    }

    boolean up() {
        return state == State.UP;
    }

    boolean lost() {
        return state == State.LOST;
    }

    /** Returns whether the chat was told, or might have noticed, that nothing is heard. */
    boolean troubled() {
        return trouble != null || state == State.LOST;
    }

    void join() {
        state = State.JOINING;
        trouble = null;
    }

    void connect() {
        state = State.UP;
        trouble = null;
        told.clear();
    }

    /**
     * Notes that a connection broke.
     *
     * @return whether there was one
     */
    boolean lose(Failure failure) {
        if (state != State.UP) {
            return false;
        }
        state = State.LOST;
        // What people did is true at once. Whether a connection is back within seconds nobody knows.
        trouble = failure instanceof Failure.UserError ? failure : null;
        return true;
    }

    void trouble(Failure failure) {
        trouble = failure;
    }

    /**
     * Forgets why nothing is heard, because it is tried again at once and told again if it lasts. A mute is not tried: it
     * ends when an admin says so.
     */
    void hope() {
        if (trouble == null || trouble.code() != FailureCode.VOICE_CHAT_MUTED) {
            trouble = null;
        }
        told.clear();
    }

    void end() {
        state = State.NONE;
        trouble = null;
    }

    /** Returns the standing of the call, null when there is none. */
    @Nullable CallStatus status() {
        return switch (state) {
            case NONE -> null;
            case JOINING -> new CallStatus(CallStatus.Phase.JOINING, trouble);
            case UP -> new CallStatus(CallStatus.Phase.CONNECTED, null);
            case LOST -> new CallStatus(CallStatus.Phase.RECONNECTING, trouble);
        };
    }
}
