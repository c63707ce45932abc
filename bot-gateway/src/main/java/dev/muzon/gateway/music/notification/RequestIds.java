package dev.muzon.gateway.music.notification;

import dev.muzon.protocol.player.QueueEntry;
import java.util.Optional;

/** Names the request behind an entry of the queue: its id is {@code <request>/<index>}. */
final class RequestIds {
    private RequestIds() {}

    /** Returns empty for an entry that names no request. */
    static Optional<String> of(QueueEntry entry) {
        int slash = entry.id().lastIndexOf('/');
        return slash > 0 ? Optional.of(entry.id().substring(0, slash)) : Optional.empty();
    }
}
