package dev.muzon.voice.audio;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few seconds of sound between the decoder, which waits when it is full, and the pump, which never waits. The decoder
 * is woken when a third is free, not for each frame: with ten calls that would be a thousand times a second.
 *
 * <p>The sound lies outside the heap: each track would leave half a megabyte there, which only the collections find that
 * stop everything, frames included.
 */
final class PcmRing {
    /** Part of the room that has to be free for the decoder to be woken. The rest outlasts any delay of that. */
    private static final int WAKE_SHARE = 3;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private int head;
    private int filled;
    /** Values that the writer waits for, 0 when it does not wait. */
    private int wantedRoom;

    private boolean closed;

    /** @param capacity values of whole samples */
    PcmRing(int capacity) {
        this.capacity = capacity;
        buffer = arena.allocate(ValueLayout.JAVA_FLOAT, capacity);
    }

    /**
     * Writes and waits for room.
     *
     * @return false when the reader is gone
     */
    boolean write(float[] from, int length) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            int written = 0;
            while (written < length && !closed) {
                awaitRoom(Math.min(length - written, capacity));
                if (closed) {
                    break;
                }
                int tail = (head + filled) % capacity;
                int chunk = Math.min(Math.min(length - written, capacity - filled), capacity - tail);
                MemorySegment.copy(from, written, buffer, ValueLayout.JAVA_FLOAT, offset(tail), chunk);
                filled += chunk;
                written += chunk;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(int values) throws InterruptedException {
        try {
            if (capacity - filled >= values) {
                return;
            }
            wantedRoom = Math.max(values, capacity / WAKE_SHARE);
            while (capacity - filled < wantedRoom && !closed) {
                room.await();
            }
        } finally {
            wantedRoom = 0;
        }
    }

    /** Reads the whole samples that are there, at most {@code length} values. */
    int read(float[] into, int offset, int length) {
        lock.lock();
        try {
            if (closed) {
                return 0;
            }
            int wanted = Math.min(length, filled - filled % Pcm.CHANNELS);
            int first = Math.min(wanted, capacity - head);
            MemorySegment.copy(buffer, ValueLayout.JAVA_FLOAT, offset(head), into, offset, first);
            MemorySegment.copy(buffer, ValueLayout.JAVA_FLOAT, 0, into, offset + first, wanted - first);
            head = (head + wanted) % capacity;
            filled -= wanted;
            if (wantedRoom > 0 && capacity - filled >= wantedRoom) {
                room.signal();
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private static long offset(int value) {
        return (long) value * Float.BYTES;
    }

    /** Returns the values that can be read now. */
    int available() {
        lock.lock();
        try {
            return closed ? 0 : filled;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the memory back. Nothing can be read any more. */
    void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                room.signalAll();
                arena.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
