package dev.muzon.sandbox.voice.webrtc;

/**
 * What has come from a participant over the wire, by RTP's own count.
 *
 * @param state of the peer connection, in libwebrtc's words
 */
public record Reception(long userId, String state, long packets, long packetsLost, long bytes) {}
