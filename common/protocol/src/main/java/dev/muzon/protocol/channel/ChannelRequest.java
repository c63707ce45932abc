package dev.muzon.protocol.channel;

/**
 * A request to add a channel that was taken over REST. The chat is told its result.
 *
 * @param requestId {@code rest:} and the request's name
 * @param address the same for every way to write it
 */
public record ChannelRequest(String requestId, ChannelAddress address) {}
