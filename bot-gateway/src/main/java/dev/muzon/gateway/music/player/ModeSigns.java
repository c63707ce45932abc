package dev.muzon.gateway.music.player;

import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.QueueStatus;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signs for the way in which a queue is played. */
public final class ModeSigns {
    private ModeSigns() {}

    /** Returns the signs, an empty text for a queue that is played once, as it was queued. */
    public static String of(QueueStatus queue) {
        return Stream.of(loop(queue), order(queue.order()), queue.sleepsAt() == null ? "" : "😴")
                .filter(sign -> !sign.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String loop(QueueStatus queue) {
        return switch (queue.loop().mode()) {
            case OFF -> "";
            case TRACK -> "🔂";
            case TIMES -> "🔂×" + queue.loop().left();
            case QUEUE -> "🔁";
        };
    }

    private static String order(PlayOrder order) {
        return switch (order) {
            case AS_QUEUED -> "";
            case SHUFFLED -> "🔀";
            case FAIR -> "⚖️";
        };
    }
}
