package dev.muzon.voice.engine;

import dev.muzon.voice.engine.VoiceEngine.ConnectionListener;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of an engine on their way to its listener, in order and on their own thread. What the listener does or
 * throws never reaches the thread that reported. A listener has to return soon, since later events wait for it.
 */
public final class ConnectionEvents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConnectionEvents.class);

    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("voice-engine-events").factory());
    private volatile @Nullable ConnectionListener listener;

    public void listen(ConnectionListener newListener) {
        listener = newListener;
    }

    /**
     * Tells the listener soon.
     *
     * @param current asked just before telling; an event of a call that is no longer current is dropped
     */
    public void report(long chatId, ConnectionState state, BooleanSupplier current) {
        try {
            executor.execute(() -> tell(chatId, state, current));
        } catch (RejectedExecutionException closed) {
            log.debug("Chat {} became {} after the engine was closed", chatId, state);
        }
    }

    private void tell(long chatId, ConnectionState state, BooleanSupplier current) {
        try {
            ConnectionListener hearing = listener;
            if (hearing != null && current.getAsBoolean()) {
                hearing.onConnection(chatId, state);
            }
        } catch (Throwable e) {
            log.error("Listener failed on chat {} becoming {}", chatId, state, e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
