package dev.muzon.voice.engine;

/**
 * Carries 48 kHz stereo sound into group voice chats. One call per chat. All methods may be called from any thread;
 * those of one call not at the same time, except {@link #sendFrame} beside the others.
 *
 * <p>The way of a call: {@link #createCall} gives the join payload, signalling turns it into a transport answer,
 * {@link #connect} starts connecting, the listener hears CONNECTED, frames flow, {@link #stop} ends it. A call that
 * does not connect is stopped and created anew: payloads are never reused.
 */
public interface VoiceEngine extends AutoCloseable {
    /** Bytes of one frame: 10 ms of 48 kHz stereo signed 16-bit little-endian PCM. */
    int FRAME_BYTES = 1920;

    /**
     * @return the join payload, JSON
     * @throws dev.muzon.protocol.failure.FailureException per-instance {@code call.engine-failed}, also when the chat
     *     has a call already
     */
    String createCall(long chatId);

    /**
     * Starts connecting and returns; the result comes to the listener. The transport is validated first: a bad one
     * must not reach native code.
     *
     * @param transport JSON from the server
     * @throws dev.muzon.protocol.failure.FailureException per-instance {@code call.connect-failed}
     */
    void connect(long chatId, String transport);

    /**
     * Sends one frame. The caller paces: one frame per 10 ms and call. Frames of a call that is not connected are
     * dropped.
     *
     * @param pcm {@link #FRAME_BYTES} bytes; free for reuse on return
     * @return false when the call is gone
     * @throws IllegalArgumentException when the frame has another length
     */
    boolean sendFrame(long chatId, byte[] pcm);

    /** Ends the call; does nothing when there is none. Its events end here too. */
    void stop(long chatId);

    /** Called on the engine's own executor, never from native threads. One listener for the engine's life. */
    void listen(ConnectionListener listener);

    /** Ends every call and gives the native resources back. */
    @Override
    void close();

    /** Hears what becomes of connections. */
    @FunctionalInterface
    interface ConnectionListener {
        void onConnection(long chatId, ConnectionState state);
    }
}
