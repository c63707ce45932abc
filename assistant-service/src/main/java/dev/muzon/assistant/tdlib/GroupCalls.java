package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The voice chats that this account is in, one per chat. It turns TDLib's updates into changes. A call that we leave
 * ourselves is forgotten first, so that its end does not count as a change.
 */
final class GroupCalls {
    private final TelegramSession.Listener listener;
    private final Consumer<Collection<JoinedCall>> memory;
    private final Map<Long, Presence> byChat = new ConcurrentHashMap<>();

    /**
     * Makes an empty collection.
     *
     * @param memory gets all calls whenever they change
     */
    GroupCalls(TelegramSession.Listener listener, Consumer<Collection<JoinedCall>> memory) {
        this.listener = listener;
        this.memory = memory;
    }

    private static final class Presence {
        private volatile JoinedCall call;
        private boolean seenJoined;
        private boolean toldUnwatched;
        private @Nullable Boolean alone;

        private Presence(JoinedCall call) {
            this.call = call;
        }

        private Presence in(long chatId) {
            Presence moved = new Presence(call.in(chatId));
            moved.seenJoined = seenJoined;
            moved.toldUnwatched = toldUnwatched;
            moved.alone = alone;
            return moved;
        }
    }

    void joining(JoinedCall call) {
        byChat.put(call.chatId(), new Presence(call));
        remember();
    }

    /** Notes that we are still in this one, unless we joined the chat's next one meanwhile. */
    void restore(JoinedCall call) {
        byChat.putIfAbsent(call.chatId(), new Presence(call));
        remember();
    }

    /**
     * Forgets a call that we leave ourselves.
     *
     * @return null when we were not in one
     */
    @Nullable JoinedCall forget(long chatId) {
        Presence presence = byChat.remove(chatId);
        if (presence == null) {
            return null;
        }
        remember();
        return presence.call;
    }

    /** Notes the token of the player's owner that we are in the chat's call for. */
    void ownedBy(long chatId, long owner) {
        Presence presence = byChat.get(chatId);
        if (presence != null && presence.call.owner() != owner) {
            presence.call = presence.call.ownedBy(owner);
            remember();
        }
    }

    /** Returns the token of the player's owner that we are in the chat's call for, 0 when it is unknown. */
    long owner(long chatId) {
        Presence presence = byChat.get(chatId);
        return presence == null ? 0 : presence.call.owner();
    }

    /** Returns the chats whose voice chat we are in. */
    Set<Long> chats() {
        return Set.copyOf(byChat.keySet());
    }

    /**
     * Takes the new state of a call.
     *
     * @param groupCall TDLib's {@code groupCall}
     */
    void updated(JsonNode groupCall) {
        find(groupCall.path("id").intValue(0)).ifPresent(presence -> {
            if (!groupCall.path("is_active").booleanValue(true)) {
                end(presence, Change.ENDED);
            } else if (groupCall.path("is_joined").booleanValue(false)) {
                presence.seenJoined = true;
                count(presence, groupCall.path("participant_count").intValue(0));
            } else if (groupCall.path("need_rejoin").booleanValue(false)) {
                end(presence, Change.REJOIN_NEEDED);
            } else if (presence.seenJoined) {
                end(presence, Change.REMOVED);
            }
        });
    }

    /** Tells once whether anybody else is there, and again when that changes. 0 participants means unknown. */
    private void count(Presence presence, int participants) {
        boolean alone = participants <= 1;
        if (participants > 0 && (presence.alone == null || presence.alone != alone)) {
            presence.alone = alone;
            tell(presence, alone ? Change.ALONE : Change.ACCOMPANIED);
        }
    }

    /** Returns whether a former process joined the chat's call. TDLib tells only of the chat then, not of the call. */
    boolean isFormer(long chatId) {
        Presence presence = byChat.get(chatId);
        return presence != null && presence.call.former();
    }

    /** Returns the calls that a former process joined. */
    List<JoinedCall> former() {
        return byChat.values().stream()
                .map(presence -> presence.call)
                .filter(JoinedCall::former)
                .toList();
    }

    /** Ends this call, unless we are in another one of the chat by now. */
    void ended(JoinedCall call, Change change) {
        Presence presence = byChat.get(call.chatId());
        if (presence != null && presence.call.equals(call)) {
            end(presence, change);
        }
    }

    /** Tells once that this call of a former process goes on, and that TDLib tells nothing of us there. */
    void goesOn(JoinedCall call) {
        Presence presence = byChat.get(call.chatId());
        if (presence != null && presence.call.equals(call) && !presence.toldUnwatched) {
            presence.toldUnwatched = true;
            tell(presence, Change.UNWATCHED);
        }
    }

    /** Ends the chat's call if a former process joined it. */
    void noneOn(long chatId) {
        Presence presence = byChat.get(chatId);
        if (presence != null && presence.call.former()) {
            end(presence, Change.ENDED);
        }
    }

    /**
     * Follows a group that became a supergroup. Telegram moves its voice chat along, and a call that we joined there
     * meanwhile is the same one.
     */
    void moved(long chatId, long supergroupId) {
        Presence presence = byChat.remove(chatId);
        if (presence != null) {
            byChat.putIfAbsent(supergroupId, presence.in(supergroupId));
            remember();
        }
    }

    /**
     * Ends the chat's call, because the account was removed from the chat.
     *
     * @return whether there was one
     */
    boolean removedFrom(long chatId) {
        Presence presence = byChat.get(chatId);
        if (presence != null) {
            end(presence, Change.REMOVED);
        }
        return presence != null;
    }

    /** Ends all calls, because the session is gone. */
    void sessionLost() {
        List.copyOf(byChat.values()).forEach(presence -> end(presence, Change.REJOIN_NEEDED));
    }

    private void end(Presence presence, Change change) {
        if (byChat.remove(presence.call.chatId(), presence)) {
            remember();
            tell(presence, change);
        }
    }

    private void tell(Presence presence, Change change) {
        JoinedCall call = presence.call;
        listener.voiceChat(call.chatId(), call.groupCallId(), call.audioSource(), change);
    }

    /**
     * Takes the new state of a participant. What still tells of a former join to the same call is stale.
     *
     * @param participant TDLib's {@code groupCallParticipant}. Only the account's own matters
     */
    void participant(int groupCallId, JsonNode participant) {
        if (participant.path("is_current_user").booleanValue(false)) {
            boolean muted = participant.path("is_muted_for_all_users").booleanValue(false)
                    && !participant.path("can_unmute_self").booleanValue(true);
            find(groupCallId)
                    .filter(presence -> presence.call.muted() != muted && isOf(presence.call, participant))
                    .ifPresent(presence -> {
                        presence.call = presence.call.muted(muted);
                        remember();
                        tell(presence, muted ? Change.MUTED : Change.UNMUTED);
                    });
        }
    }

    private static boolean isOf(JoinedCall call, JsonNode participant) {
        int source = participant.path("audio_source_id").intValue(0);
        return source == 0 || call.audioSource() == null || call.audioSource() == source;
    }

    private Optional<Presence> find(int groupCallId) {
        return byChat.values().stream()
                .filter(presence -> presence.call.groupCallId() == groupCallId && !presence.call.former())
                .findFirst();
    }

    private synchronized void remember() {
        memory.accept(byChat.values().stream().map(presence -> presence.call).toList());
    }
}
