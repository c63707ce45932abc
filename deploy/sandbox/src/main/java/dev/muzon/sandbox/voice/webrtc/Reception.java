package dev.muzon.sandbox.voice.webrtc;

/**
 * A participant's packets over the wire, by RTP's own count.
 *
 * @param state of the peer connection, in libwebrtc's words
 */
public record Reception(long userId, String state, long packets, long packetsLost, long bytes) {}
