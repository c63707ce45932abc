package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The voice chats this account is in, and what TDLib's updates say of them. A call we left ourselves is forgotten
 * first, so that its end is no news; cached ids never outlive the call.
 */
final class GroupCalls {
    private final TelegramSession.Listener listener;
    private final Map<Integer, Call> joined = new ConcurrentHashMap<>();

    GroupCalls(TelegramSession.Listener listener) {
        this.listener = listener;
    }

    private static final class Call {
        private final long chatId;
        private boolean seenJoined;
        private boolean muted;

        private Call(long chatId) {
            this.chatId = chatId;
        }
    }

    void joining(long chatId, int groupCallId) {
        joined.put(groupCallId, new Call(chatId));
    }

    /** @return whether we were in it */
    boolean forget(int groupCallId) {
        return joined.remove(groupCallId) != null;
    }

    /** @param groupCall TDLib's {@code groupCall} */
    void updated(JsonNode groupCall) {
        int id = groupCall.path("id").intValue(0);
        Call call = joined.get(id);
        if (call == null) {
            return;
        }
        if (!groupCall.path("is_active").booleanValue(true)) {
            end(id, call, Change.ENDED);
        } else if (groupCall.path("is_joined").booleanValue(false)) {
            call.seenJoined = true;
        } else if (groupCall.path("need_rejoin").booleanValue(false)) {
            end(id, call, Change.REJOIN_NEEDED);
        } else if (call.seenJoined) {
            end(id, call, Change.REMOVED);
        }
    }

    /** We are no member of the chat any more: whatever goes on in it, goes on without us. */
    void removedFrom(long chatId) {
        joined.forEach((id, call) -> {
            if (call.chatId == chatId) {
                end(id, call, Change.REMOVED);
            }
        });
    }

    private void end(int id, Call call, Change change) {
        if (joined.remove(id, call)) {
            listener.voiceChat(call.chatId, id, change);
        }
    }

    /** @param participant TDLib's {@code groupCallParticipant}; only our own matters */
    void participant(int groupCallId, JsonNode participant) {
        Call call = joined.get(groupCallId);
        if (call == null || !participant.path("is_current_user").booleanValue(false)) {
            return;
        }
        boolean muted = participant.path("is_muted_for_all_users").booleanValue(false)
                && !participant.path("can_unmute_self").booleanValue(true);
        if (muted != call.muted) {
            call.muted = muted;
            listener.voiceChat(call.chatId, groupCallId, muted ? Change.MUTED : Change.UNMUTED);
        }
    }
}
