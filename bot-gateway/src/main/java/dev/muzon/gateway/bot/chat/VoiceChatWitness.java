package dev.muzon.gateway.bot.chat;

/** Knowledge of the voice chats of groups, which the Bot API does not tell. */
public interface VoiceChatWitness {
    /** Returns what is known of a group's voice chat and of the assistant's standing there. */
    Sight of(long chat);

    /** The thing that is seen of a voice chat, or in front of it. */
    enum Sight {
        /** Nobody has noticed whether there is one. */
        UNKNOWN,
        ON,
        OFF,
        SCHEDULED,
        LIVESTREAM,
        /** It is on, and the assistant is muted there. */
        MUTED,
        /** It is on, and the assistant has not the right to speak there. */
        RIGHT_MISSING,
        /** The assistant waits until somebody lets it into the group. */
        JOIN_REQUESTED,
        /** The assistant tried to get into the group in vain. */
        CANNOT_JOIN;

        /** Returns whether a voice chat is on, as far as that can be told. */
        public boolean isOn() {
            return this == ON || this == MUTED || this == RIGHT_MISSING;
        }

        /** Returns whether the assistant is kept from playing although a voice chat may be on. */
        public boolean isHindrance() {
            return switch (this) {
                case MUTED, RIGHT_MISSING, JOIN_REQUESTED, CANNOT_JOIN -> true;
                case UNKNOWN, ON, OFF, SCHEDULED, LIVESTREAM -> false;
            };
        }
    }
}
