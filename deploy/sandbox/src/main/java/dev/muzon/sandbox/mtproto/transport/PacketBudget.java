package dev.muzon.sandbox.mtproto.transport;

import java.util.concurrent.Semaphore;

/** The memory that large packets may take together while they are received, so that unfinished ones cannot use it up. */
final class PacketBudget {
    private static final int SMALL = 16 << 10;

    private final Semaphore bytes;

    PacketBudget(int bytes) {
        this.bytes = new Semaphore(bytes);
    }

    /**
     * Reserves room for a packet.
     *
     * @return false when the packet has no room now. Small ones always have
     */
    boolean take(int length) {
        return length <= SMALL || bytes.tryAcquire(length);
    }

    void give(int length) {
        if (length > SMALL) {
            bytes.release(length);
        }
    }
}
