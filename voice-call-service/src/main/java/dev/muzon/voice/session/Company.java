package dev.muzon.voice.session;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import org.jspecify.annotations.Nullable;

/**
 * The news of whether the assistant is alone in a voice chat. It can come before the answer to the join, and news of
 * another voice chat is stale.
 */
final class Company {
    private int joined;
    private int newsOf;
    private @Nullable Boolean alone;

    void joined(int groupCallId) {
        joined = groupCallId;
    }

    void changed(int groupCallId, Change change) {
        if (change == Change.ALONE || change == Change.ACCOMPANIED) {
            newsOf = groupCallId;
            alone = change == Change.ALONE;
        }
    }

    /** Returns whether nobody else is in the voice chat that was joined, null while that is unknown. */
    @Nullable Boolean alone() {
        return newsOf == joined ? alone : null;
    }
}
