package dev.muzon.assistant.post;

import dev.muzon.protocol.channel.ChannelOutcome;

/** The result of an attempt to join a channel. */
public sealed interface Entrance {
    /** The account is in. */
    record Inside(Channel channel) implements Entrance {}

    /** @param why any outcome but {@code READING} and {@code FAILED} */
    record Outside(ChannelOutcome why) implements Entrance {}
}
