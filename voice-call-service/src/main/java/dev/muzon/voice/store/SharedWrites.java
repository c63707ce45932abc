package dev.muzon.voice.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Writes that wait a moment for each other. The store takes many in one command for hardly more than one. The first of
 * each batch carries it out for all.
 *
 * @param <W> a write
 */
final class SharedWrites<W> {
    private final Runnable moment;
    private final Function<List<W>, List<Boolean>> store;
    private Batch open = new Batch();

    /**
     * Makes a collector of writes.
     *
     * @param moment waits for others
     * @param store carries writes out and tells of each whether it did, in their order
     */
    SharedWrites(Runnable moment, Function<List<W>, List<Boolean>> store) {
        this.moment = moment;
        this.store = store;
    }

    private final class Batch {
        private final List<W> writes = new ArrayList<>();
        private final CompletableFuture<List<Boolean>> results = new CompletableFuture<>();
    }

    /**
     * Writes together with others that come at the same time.
     *
     * @return whether it was carried out
     */
    boolean write(W write) {
        Batch mine;
        int place;
        synchronized (this) {
            mine = open;
            place = mine.writes.size();
            mine.writes.add(write);
        }
        if (place == 0) {
            carryOut(mine);
        }
        try {
            return mine.results.join().get(place);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void carryOut(Batch batch) {
        moment.run();
        synchronized (this) {
            open = new Batch();
        }
        // The others must not suffer from an interrupt of the one that writes.
        boolean interrupted = Thread.interrupted();
        try {
            batch.results.complete(store.apply(batch.writes));
        } catch (Throwable e) {
            batch.results.completeExceptionally(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
