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

    /** Reasons that an attempt for a person may end. It starts a voice chat itself, and another track is tried. */
    private static final Set<FailureCode> MAY_PASS =
            EnumSet.of(FailureCode.NO_VOICE_CHAT, FailureCode.VOICE_CHAT_ENDED, FailureCode.TRACKS_FAILED);

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

    boolean up() {
        return state == State.UP;
    }

    boolean lost() {
        return state == State.LOST;
    }

    /** Returns why nothing is heard, null while that is not known. */
    @Nullable Failure failure() {
        return trouble;
    }

    /** Returns whether the chat was told, or might have noticed, that nothing is heard. */
    boolean troubled() {
        return trouble != null || state == State.LOST;
    }

    /**
     * Begins to join.
     *
     * @param cause what kept the music from being heard before, null when nothing did
     */
    void join(@Nullable Failure cause) {
        state = State.JOINING;
        trouble = cause;
        keepWhatLasts();
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

    /**
     * Notes why nothing is heard.
     *
     * @return whether that is another reason than before
     */
    boolean trouble(Failure failure) {
        boolean another = !failure.equals(trouble);
        trouble = failure;
        return another;
    }

    /**
     * Forgets why nothing is heard, because that may be over. It is told again if it lasts. A mute is not tried: it ends
     * when an admin says so.
     */
    void expectChange() {
        if (trouble == null || trouble.code() != FailureCode.VOICE_CHAT_MUTED) {
            trouble = null;
        }
        told.clear();
    }

    /**
     * Tries again because a person asks. What only people remove is still there unless the attempt says otherwise, and
     * the answer tells it: a ban is told with the removal that it was. Everything else is forgotten, and told again if it lasts.
     */
    void hope() {
        told.clear();
        keepWhatLasts();
    }

    private void keepWhatLasts() {
        if (trouble instanceof Failure.UserError && !MAY_PASS.contains(trouble.code())) {
            told.add(trouble.code() == FailureCode.ASSISTANT_REMOVED ? FailureCode.ASSISTANT_BANNED : trouble.code());
        } else {
            trouble = null;
        }
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
