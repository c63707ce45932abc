package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.player.CallTarget;
import org.jspecify.annotations.Nullable;

/**
 * A change of a voice chat that an assistant is in, from assistant-service to voice-call-service.
 *
 * @param accountId the assistant account that saw it
 * @param groupCallId TDLib's id of the call it happened to. A change of another call than the current one is stale
 * @param audioSource the audio source of the join that it happened to, signed as in TDLib. A change of a former join to
 *     the same call is stale too. Null when that is not known, as from version 0.1.0
 * @param assistant how people know the account, null when that is not known, as from version 0.1.0
 */
public record VoiceChatChanged(
        ChatRef chat,
        String accountId,
        int groupCallId,
        Change change,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer audioSource,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String assistant)
        implements Job {
    /** Makes the change of a join whose audio source is not known. */
    public VoiceChatChanged(ChatRef chat, String accountId, int groupCallId, Change change) {
        this(chat, accountId, groupCallId, change, null, null);
    }

    /** Returns the call that it happened to. The player that sounds in it need not belong to the same chat. */
    public CallTarget target() {
        return new CallTarget(chat.id());
    }

    /** The kinds of changes. */
    public enum Change {
        /** The server dropped us: join again with a new payload. */
        REJOIN_NEEDED,
        /** The voice chat was ended for everyone. */
        ENDED,
        /** The assistant was removed from the chat or the voice chat. */
        REMOVED,
        /** An admin muted the assistant: nobody hears us. */
        MUTED,
        UNMUTED,
        /** Nobody but the assistant is in the voice chat. Told after a join, and when it becomes so. */
        ALONE,
        /** Somebody else is in the voice chat. Told after a join, and when it becomes so. */
        ACCOMPANIED,
        /**
         * The assistant is still there, but its new process hears of no mute and no removal. Join again when that costs
         * no sound. Not known to version 0.1.0.
         */
        UNWATCHED
    }
}
