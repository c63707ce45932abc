package dev.muzon.voice.audio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Buffers that one track leaves to the next. A buffer lives as long as its track. Made again each time it would grow old,
 * and only the collections that stop everything find what died old.
 *
 * <p>There are as many as were ever in use at once.
 *
 * @param <B> what a user of it needs
 */
final class SpareBuffers<B> {
    private final Supplier<B> fresh;
    private final Deque<B> spare = new ArrayDeque<>();

    SpareBuffers(Supplier<B> fresh) {
        this.fresh = fresh;
    }

    /** Takes the one that was given back last. */
    synchronized B take() {
        B last = spare.pollLast();
        return last == null ? fresh.get() : last;
    }

    /** Gives a buffer back that nobody reads or writes any more. */
    synchronized void giveBack(B buffer) {
        spare.addLast(buffer);
    }
}
