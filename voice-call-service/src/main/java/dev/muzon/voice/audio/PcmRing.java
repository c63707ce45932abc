package dev.muzon.voice.audio;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few seconds of sound between the decoder, which waits when it is full, and the pump, which never waits. The decoder
 * is woken for a whole chunk of room, not for each frame: with ten calls that would be a thousand times a second.
 */
final class PcmRing {
    private final float[] buffer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private int head;
    private int filled;
    /** Values that the writer waits for, 0 when it does not wait. */
    private int wantedRoom;

    private boolean closed;

    /** @param capacity values of whole samples */
    PcmRing(int capacity) {
        buffer = new float[capacity];
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
                awaitRoom(Math.min(length - written, buffer.length));
                int tail = (head + filled) % buffer.length;
                int chunk = Math.min(Math.min(length - written, buffer.length - filled), buffer.length - tail);
                System.arraycopy(from, written, buffer, tail, chunk);
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
            while (buffer.length - filled < values && !closed) {
                wantedRoom = values;
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
            int wanted = Math.min(length, filled - filled % Pcm.CHANNELS);
            int first = Math.min(wanted, buffer.length - head);
            System.arraycopy(buffer, head, into, offset, first);
            System.arraycopy(buffer, 0, into, offset + first, wanted - first);
            head = (head + wanted) % buffer.length;
            filled -= wanted;
            if (wantedRoom > 0 && buffer.length - filled >= wantedRoom) {
                room.signal();
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the values that can be read now. */
    int available() {
        lock.lock();
        try {
            return filled;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
