package dev.muzon.voice.session;

import dev.muzon.runtime.trace.WorkContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One chat's joins and leaves, one after another. A leave that overtook the join before it would leave the assistant in
 * the voice chat.
 */
final class Signalling {
    private final ExecutorService executor;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Runnable whenIdle;

    /**
     * Makes the signalling of a chat.
     *
     * @param whenIdle called after the last request that was waiting
     */
    Signalling(String name, Runnable whenIdle) {
        this.whenIdle = whenIdle;
        executor = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("signalling-" + name).factory());
    }

    void request(Runnable request) {
        underWay.incrementAndGet();
        executor.execute(WorkContext.carried(() -> {
            try {
                request.run();
            } finally {
                if (underWay.decrementAndGet() == 0) {
                    whenIdle.run();
                }
            }
        }));
    }

    boolean idle() {
        return underWay.get() == 0;
    }

    void close() {
        executor.shutdownNow();
    }
}
