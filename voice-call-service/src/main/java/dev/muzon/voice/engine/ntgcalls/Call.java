package dev.muzon.voice.engine.ntgcalls;

import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.TransportAnswer.Mode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine's record of one call. */
final class Call {
    /** The library gives up on a connection after ten seconds and reports it. After twelve, no report will come. */
    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(12);

    final long chatId;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile @Nullable Mode mode;
    private volatile @Nullable ConnectionState state;
    private volatile boolean ended;

    Call(long chatId) {
        this.chatId = chatId;
    }

    void connecting(Mode transport) {
        mode = transport;
    }

    /**
     * Returns whether the library's events can be about this call. Before the transport is set they are about its
     * predecessor in the chat.
     */
    boolean hasTransport() {
        return mode != null;
    }

    void became(ConnectionState newState) {
        state = newState;
        if (newState != ConnectionState.CONNECTING) {
            settled.countDown();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isConnected() {
        return state == ConnectionState.CONNECTED;
    }

    /** Ends the call: its events are dropped from now on. */
    void end() {
        ended = true;
    }

    /** Returns whether the call was ended, or the library has dropped it, or will never connect it. */
    boolean isOver() {
        return ended
                || state == ConnectionState.FAILED
                || state == ConnectionState.TIMEOUT
                || state == ConnectionState.CLOSED;
    }

    /**
     * Waits until the call may be stopped. A broadcast that is stopped while it connects ends the whole process, so
     * this waits for the connection, half a second usually, and ignores interrupts.
     */
    void awaitStoppable() {
        if (mode != Mode.STREAM) {
            return;
        }
        boolean interrupted = false;
        long remaining = LONGEST_CONNECTING.toNanos();
        long end = System.nanoTime() + remaining;
        while (remaining > 0) {
            try {
                settled.await(remaining, TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                remaining = end - System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
