package dev.muzon.voice.engine;

/** The media connection of one call. */
public enum ConnectionState {
    CONNECTING,
    CONNECTED,
    /** ICE or DTLS failed; the call is of no use any more. */
    FAILED,
    /** Nobody answered in time; the engine has dropped the call. */
    TIMEOUT,
    CLOSED
}
