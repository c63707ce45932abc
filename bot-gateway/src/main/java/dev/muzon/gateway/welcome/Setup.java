package dev.muzon.gateway.welcome;

import org.jspecify.annotations.Nullable;

/**
 * The things that a group needs before music plays there, as they are at one moment.
 *
 * @param name what people see of the assistant that would come, null when none is ready
 */
record Setup(Assistant assistant, @Nullable String name, Way way, VoiceChat voiceChat) {
    /** Makes the setup of a group whose voice chat is not known. */
    Setup(Assistant assistant, @Nullable String name, Way way) {
        this(assistant, name, way, VoiceChat.UNKNOWN);
    }

    /** The state of the assistants together. */
    enum Assistant {
        READY,
        /** None is logged in and ready. */
        NONE,
        /** None is ready yet, and one will be by itself. */
        STARTING,
        /** The same after minutes. */
        STUCK,
        /** assistant-service does not answer. */
        AWAY
    }

    /** The way by which an assistant comes into the group. */
    enum Way {
        /** It is in already. */
        HERE,
        /** The bot may create an invite link. */
        ADMIN,
        /** Anybody can join. */
        PUBLIC,
        /** It is banned, so that no link and no name lets it in. */
        BANNED,
        /** Nobody can say, because the assistants are not known. */
        UNKNOWN,
        MISSING
    }

    /** The voice chat of the group. */
    enum VoiceChat {
        ON,
        OFF,
        /** Nobody has noticed whether there is one. */
        UNKNOWN
    }

    Setup with(VoiceChat seen) {
        return new Setup(assistant, name, way, seen);
    }

    /** Returns whether music can play as soon as a voice chat is on. */
    boolean complete() {
        return assistant == Assistant.READY && way != Way.MISSING && way != Way.BANNED;
    }

    /** Returns whether all that is missing comes by itself, so that nobody has anything to do. */
    boolean correctsItself() {
        boolean open = way == Way.MISSING || way == Way.BANNED;
        return !open && (assistant == Assistant.STARTING || assistant == Assistant.AWAY);
    }

    /** Returns the same for people who have waited long enough for an assistant to start. */
    Setup settled() {
        return assistant == Assistant.STARTING ? new Setup(Assistant.STUCK, name, way, voiceChat) : this;
    }
}
