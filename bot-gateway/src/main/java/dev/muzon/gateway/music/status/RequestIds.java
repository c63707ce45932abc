package dev.muzon.gateway.music.status;

import dev.muzon.protocol.player.QueueEntry;
import java.util.Optional;
import java.util.stream.Stream;

/** The request behind an entry of the queue. Entries of before 0.2 name it in their id only: {@code <request>/<index>}. */
public final class RequestIds {
    private RequestIds() {}

    /** Returns empty for an entry that names no request. */
    public static Optional<String> of(QueueEntry entry) {
        if (entry.requestId() != null) {
            return Optional.of(entry.requestId());
        }
        int slash = entry.id().lastIndexOf('/');
        return slash > 0 ? Optional.of(entry.id().substring(0, slash)) : Optional.empty();
    }

    /**
     * Counts the tracks that a request brought. The number of each stands in its id, so that those that play already
     * count too.
     *
     * @param entries the last tracks of the request among them
     */
    public static int tracks(String request, Stream<QueueEntry> entries) {
        return entries.filter(entry -> of(entry).filter(request::equals).isPresent())
                .mapToInt(entry -> 1 + number(entry.id().substring(entry.id().lastIndexOf('/') + 1)))
                .max()
                .orElse(0);
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
    }
}
