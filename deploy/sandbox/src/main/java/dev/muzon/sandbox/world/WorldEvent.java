package dev.muzon.sandbox.world;

import java.util.List;

/** Something changed. Events carry the state right after the change. */
public sealed interface WorldEvent {
    /** New, service messages included. */
    record MessageSent(Message message) implements WorldEvent {}

    /** Text, entities, media or keyboard changed. */
    record MessageEdited(Message message) implements WorldEvent {}

    record MessagesDeleted(long chatId, List<Integer> messageIds) implements WorldEvent {
        public MessagesDeleted {
            messageIds = List.copyOf(messageIds);
        }
    }

    /** A new chat, a new title, another pinned message. */
    record ChatChanged(Chat chat) implements WorldEvent {}

    /**
     * Someone joined, left, was banned, was promoted…
     *
     * @param actorId who did it, the member himself when he joined or left
     */
    record MemberChanged(Chat chat, long actorId, Member before, Member after) implements WorldEvent {}

    /**
     * "typing…"
     *
     * @param action in the Bot API's words
     */
    record ChatActionShown(long chatId, long userId, String action) implements WorldEvent {}

    /** A user asked to join. */
    record JoinRequested(JoinRequest request) implements WorldEvent {}

    /** A user typed something to a bot inline. */
    record InlineQueried(InlineQuery query) implements WorldEvent {}

    record InlineResultChosen(InlineQuery query, String resultId) implements WorldEvent {}

    record ButtonPressed(Callback callback) implements WorldEvent {}

    record ButtonAnswered(Callback callback) implements WorldEvent {}

    /** A bot's command list changed. */
    record CommandsChanged(long botId) implements WorldEvent {}

    /** Started, renamed or ended. */
    record VoiceChatChanged(VoiceChat voiceChat) implements WorldEvent {}

    /** The participant as he is now, or as he was when he left. */
    record VoiceParticipantChanged(VoiceChat voiceChat, VoiceParticipant participant, Change change)
            implements WorldEvent {
        /** What became of him. */
        public enum Change {
            JOINED,
            UPDATED,
            LEFT,
            /** Forgotten by the server; his client has to find out and join anew. */
            DROPPED
        }
    }

    /** Issued or approved. */
    record LoginTokenChanged(LoginToken token) implements WorldEvent {}
}
