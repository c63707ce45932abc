package dev.muzon.sandbox.world;

import java.util.List;

/** A change in the world. Events carry the state right after the change. */
public sealed interface WorldEvent {
    /** A new message, service messages included. */
    record MessageSent(Message message) implements WorldEvent {}

    /** A message whose text, entities, media or keyboard changed. */
    record MessageEdited(Message message) implements WorldEvent {}

    record MessagesDeleted(long chatId, List<Integer> messageIds) implements WorldEvent {
        public MessagesDeleted {
            messageIds = List.copyOf(messageIds);
        }
    }

    /** A new chat, a new title, another pinned message. */
    record ChatChanged(Chat chat) implements WorldEvent {}

    /**
     * A member who joined, left, was banned, was promoted and so on.
     *
     * @param actorId who did it, the member themselves when they joined or left
     */
    record MemberChanged(Chat chat, long actorId, Member before, Member after) implements WorldEvent {}

    /**
     * A chat action such as "typing…".
     *
     * @param action in the Bot API's words
     */
    record ChatActionShown(long chatId, long userId, String action) implements WorldEvent {}

    /** A request of a user to join. */
    record JoinRequested(JoinRequest request) implements WorldEvent {}

    /** An inline query of a user to a bot. */
    record InlineQueried(InlineQuery query) implements WorldEvent {}

    record InlineResultChosen(InlineQuery query, String resultId) implements WorldEvent {}

    record ButtonPressed(Callback callback) implements WorldEvent {}

    record ButtonAnswered(Callback callback) implements WorldEvent {}

    /** A change of a bot's command list. */
    record CommandsChanged(long botId) implements WorldEvent {}

    /** A voice chat that was started, renamed or ended. */
    record VoiceChatChanged(VoiceChat voiceChat) implements WorldEvent {}

    /** A participant as they are now, or as they were when they left. */
    record VoiceParticipantChanged(VoiceChat voiceChat, VoiceParticipant participant, Change change)
            implements WorldEvent {
        /** The kinds of changes of a participant. */
        public enum Change {
            JOINED,
            UPDATED,
            LEFT,
            /** Forgotten by the server without a word. The client has to find out and join again. */
            FORGOTTEN
        }
    }

    /** A login token that was issued or approved. */
    record LoginTokenChanged(LoginToken token) implements WorldEvent {}

    /** A login that now waits for its account's password, or no longer does. */
    record LoginPasswordChanged(long userId) implements WorldEvent {}

    /** A code that was sent to the phone of an account, or that served. */
    record LoginCodeChanged(long userId) implements WorldEvent {}
}
