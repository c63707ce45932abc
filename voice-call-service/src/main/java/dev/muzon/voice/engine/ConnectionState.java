package dev.muzon.voice.engine;

/**
 * The media connection of one call. A connection that stood and whose server does not answer any more is CONNECTING
 * again, and CONNECTED when the server is back. An engine need not notice that.
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
