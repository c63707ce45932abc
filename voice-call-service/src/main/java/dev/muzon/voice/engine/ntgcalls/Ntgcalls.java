package dev.muzon.voice.engine.ntgcalls;

/**
 * The native methods. Handles are addresses: a handle that is used after {@link #close} ends the process, so only
 * {@link NtgcallsVoiceEngine} holds one. Texts cross as UTF-8. All methods may be called from any thread.
 */
final class Ntgcalls {
    /** Result code of {@link #sendFrame} for a frame that was taken. */
    static final int OK = 0;

    private Ntgcalls() {}

    /**
     * Loads the library that makes the calls, once per process and for good.
     *
     * @param library ntgcalls itself or our host
     * @param addon what our host loads, ignored by ntgcalls itself
     * @throws NtgcallsException saying what is missing
     */
    static native void load(byte[] library, byte[] addon);

    /**
     * Makes an engine.
     *
     * @return the handle of the new engine
     */
    static native long open();

    /** Wakes the thread that waits in {@link #nextEvent}, which must have left before {@link #close}. */
    static native void closeEvents(long engine);

    /** Frees the engine. No other method may be running with its handle. */
    static native void close(long engine);

    /**
     * Waits, uninterruptibly, for the next change of a connection.
     *
     * @param chatAndState receives the chat and the state's ordinal
     * @return false when the events are closed
     */
    static native boolean nextEvent(long engine, long[] chatAndState);

    /**
     * Creates a call.
     *
     * @return the join payload
     */
    static native byte[] createCall(long engine, long chatId);

    /** Makes {@link #sendFrame} the source of the call's sound. */
    static native void useExternalMicrophone(long engine, long chatId);

    static native void connect(long engine, long chatId, byte[] transport);

    /**
     * Sends one frame. It may run beside {@link #stop} and beside the library's own removal of a lost call: each call has
     * a gate that lets no frame in meanwhile.
     *
     * @return {@link #OK} or a negative code, because frames are too many for exceptions
     */
    static native int sendFrame(long engine, long chatId, byte[] pcm);

    static native void stop(long engine, long chatId);
}
