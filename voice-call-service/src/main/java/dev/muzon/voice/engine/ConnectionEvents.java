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
 * Events of an engine on the way to its listener, in order and on a separate thread. What the listener does or throws
 * never reaches the thread that reported. A listener has to return soon, since later events wait for it.
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
     * Queues an event for the listener.
     *
     * @param current asked just before telling. An event of a call that was replaced or ended is dropped
     */
    public void report(long chatId, ConnectionState state, BooleanSupplier current) {
        try {
            executor.execute(() -> tell(chatId, state, current));
        } catch (RejectedExecutionException e) {
            log.debug("Event of chat {} dropped, {} came after the engine was closed", chatId, state);
        }
    }

    private void tell(long chatId, ConnectionState state, BooleanSupplier current) {
        try {
            ConnectionListener hearing = listener;
            if (hearing != null && current.getAsBoolean()) {
                hearing.onConnection(chatId, state);
            }
        } catch (Throwable e) {
            log.error("Connection listener failed on chat {} becoming {}", chatId, state, e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
