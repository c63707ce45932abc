package dev.muzon.voice.session;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.voice.call.Seat;
import org.jspecify.annotations.Nullable;

/**
 * The news of whether the assistant is alone in a voice chat. It can come before the answer to the join, and news of
 * another voice chat is stale.
 */
final class Company {
    private @Nullable Seat joined;
    private @Nullable Seat newsOf;
    private @Nullable Boolean alone;

    void joined(Seat seat) {
        joined = seat;
    }

    void changed(Seat seat, Change change) {
        if (change == Change.ALONE || change == Change.ACCOMPANIED) {
            newsOf = seat;
            alone = change == Change.ALONE;
        }
    }

    /** Returns whether nobody else is in the voice chat that was joined, null while that is unknown. */
    @Nullable Boolean alone() {
        boolean current = newsOf != null && newsOf.isSameAs(joined);
        return current ? alone : null;
    }
}
