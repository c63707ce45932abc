package dev.muzon.gateway.welcome;

import dev.muzon.gateway.bot.chat.VoiceChatWitness.Sight;
import org.jspecify.annotations.Nullable;

/**
 * The things that a group needs before music plays there, as they are at one moment.
 *
 * @param name what people see of the assistant that would come, null when none is ready
 * @param on whether a voice chat is known to be on, also while the assistant is kept out of the group
 */
record Setup(Assistant assistant, @Nullable String name, Way way, Sight sight, boolean on) {
    /** Makes the setup of a group of whose voice chat no more is known than what was seen. */
    Setup(Assistant assistant, @Nullable String name, Way way, Sight sight) {
        this(assistant, name, way, sight, sight.isOn());
    }

    /** Makes the setup of a group whose voice chat is not known. */
    Setup(Assistant assistant, @Nullable String name, Way way) {
        this(assistant, name, way, Sight.UNKNOWN);
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
        /** Anybody can ask to join, and an administrator has to approve it. */
        APPROVAL,
        /** It is banned, so that no link and no name lets it in. */
        BANNED,
        /** Nobody can say, because the assistants are not known. */
        UNKNOWN,
        MISSING
    }

    /** Returns the same with what was seen of the voice chat. An assistant that is in by now is not kept out. */
    Setup with(Sight seen, boolean on) {
        boolean over = way == Way.HERE && (seen == Sight.JOIN_REQUESTED || seen == Sight.CANNOT_JOIN);
        return new Setup(assistant, name, way, over ? Sight.UNKNOWN : seen, on || seen.isOn());
    }

    /** Returns whether music can play as soon as a voice chat is on. */
    boolean complete() {
        return assistant == Assistant.READY && !isClosed() && !sight.isHindrance();
    }

    /** Returns whether somebody has to start a voice chat first. */
    boolean lacksVoiceChat() {
        return sight == Sight.OFF || sight == Sight.SCHEDULED || sight == Sight.LIVESTREAM;
    }

    private boolean isClosed() {
        return way == Way.MISSING || way == Way.APPROVAL || way == Way.BANNED;
    }

    /** Returns whether all that is missing comes by itself, so that nobody has anything to do. */
    boolean correctsItself() {
        return !isClosed() && !sight.isHindrance() && (assistant == Assistant.STARTING || assistant == Assistant.AWAY);
    }

    /** Returns the same for people who have waited long enough for an assistant to start. */
    Setup settled() {
        return assistant == Assistant.STARTING ? new Setup(Assistant.STUCK, name, way, sight, on) : this;
    }
}
