package dev.muzon.voice.engine;

/**
 * Carrier of 48 kHz stereo sound into voice chats, one call per chat. All methods may be called from any thread. Those
 * of one call must not run at the same time, except {@link #sendFrame} beside the others.
 *
 * <p>The way of a call: {@link #createCall} gives the join payload, signalling turns it into a transport answer,
 * {@link #connect} starts connecting, the listener hears CONNECTED, frames flow, {@link #stop} ends it. A call that
 * does not connect is stopped and created again: payloads are never reused.
 */
public interface VoiceEngine extends AutoCloseable {
    /** Bytes of one frame: 10 ms of 48 kHz stereo signed 16-bit little-endian PCM. */
    int FRAME_BYTES = 1920;

    /** Frames of one packet of the network. The engine keeps what it gets until it has so many. */
    int PACKET_FRAMES = 6;

    /**
     * Creates a call.
     *
     * @return the join payload, JSON
     * @throws dev.muzon.protocol.failure.FailureException per-instance {@code call.engine-failed}, also when the chat
     * has a call already
     */
    String createCall(long chatId);

    /**
     * Starts connecting and returns. The result comes to the listener. The transport is validated first: a bad one must
     * not reach native code.
     *
     * @param transport JSON from the server
     * @throws dev.muzon.protocol.failure.FailureException per-instance {@code call.connect-failed}
     */
    void connect(long chatId, String transport);

    /**
     * Sends one frame. The caller paces: one frame per 10 ms and call, or a packet of them per 60 ms. Frames of a call that is not connected are
     * dropped.
     *
     * @param pcm {@link #FRAME_BYTES} bytes, free for reuse on return
     * @return false when the call is gone
     * @throws IllegalArgumentException when the frame has another length
     */
    boolean sendFrame(long chatId, byte[] pcm);

    /** Ends the call and its events. Does nothing when the chat has none. */
    void stop(long chatId);

    /**
     * Sets the one listener for the engine's life. It is called on the engine's own executor, never from native
     * threads.
     */
    void listen(ConnectionListener listener);

    /** Ends every call and releases the native resources. */
    @Override
    void close();

    /** A listener to the state of connections. */
    @FunctionalInterface
    interface ConnectionListener {
        void onConnection(long chatId, ConnectionState state);
    }
}
