package dev.muzon.voice.engine;

/**
 * The media connection of one call. An engine need not notice when a connection that stood is lost: ntgcalls reports that
 * only within ten seconds of connecting. Later, only signalling tells.
 */
public enum ConnectionState {
    CONNECTING,
    CONNECTED,
    /** ICE or DTLS failed. The call cannot be used any more. */
    FAILED,
    /** The server did not answer in time. The engine has dropped the call. */
    TIMEOUT,
    CLOSED
}
