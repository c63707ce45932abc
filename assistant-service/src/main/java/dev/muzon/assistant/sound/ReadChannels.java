package dev.muzon.assistant.sound;

/** The channels that chats have on their lists. */
@FunctionalInterface
public interface ReadChannels {
    /** Returns whether the chat reads the channel. */
    boolean reads(long chat, long channel);
}
