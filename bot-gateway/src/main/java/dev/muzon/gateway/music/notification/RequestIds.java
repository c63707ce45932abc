package dev.muzon.gateway.music.notification;

import dev.muzon.protocol.player.QueueEntry;
import java.util.Optional;

/** The request behind an entry of the queue. Entries of before 0.2 name it in their id only: {@code <request>/<index>}. */
final class RequestIds {
    private RequestIds() {}

    /** Returns empty for an entry that names no request. */
    static Optional<String> of(QueueEntry entry) {
        if (entry.requestId() != null) {
            return Optional.of(entry.requestId());
        }
        int slash = entry.id().lastIndexOf('/');
        return slash > 0 ? Optional.of(entry.id().substring(0, slash)) : Optional.empty();
    }
}
