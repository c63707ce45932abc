package dev.muzon.voice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** The players that the heap has room for. Beyond them a process fails, and what takes its players over fails next. */
final class HeapRoom {
    private static final Logger log = LoggerFactory.getLogger(HeapRoom.class);

    /** Heap of a service that plays nothing, and of what a moment needs. */
    private static final DataSize SERVICE = DataSize.ofMegabytes(60);

    /** Heap of a player with a hundred tracks in its queue. Decoded sound lies outside the heap. */
    private static final DataSize PLAYER = DataSize.ofKilobytes(1280);

    private HeapRoom() {}

    /**
     * Limits the number of players to what the heap has room for, with a warning. One player is always tried.
     *
     * @param wanted players, as the settings say
     * @param heap the most bytes that the JVM takes for it
     */
    static int players(int wanted, long heap) {
        long room = Math.max(1, (heap - SERVICE.toBytes()) / PLAYER.toBytes());
        if (room >= wanted) {
            return wanted;
        }
        log.warn(
                "Instance takes {} players, not {} (MUZON_VOICE_MAX_PLAYERS): heap of {} MB, see MUZON_VOICE_HEAP",
                room,
                wanted,
                DataSize.ofBytes(heap).toMegabytes());
        return (int) room;
    }
}
