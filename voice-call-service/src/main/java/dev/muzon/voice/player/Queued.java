package dev.muzon.voice.player;

import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry and the request that brought it.
 *
 * @param requestId of the job that queued it, for the events about it
 * @param sequence number of the update that asked for it, 0 when unknown
 * @param ticket its place in the order as queued: lower ones come first. 0 in what older versions stored
 * @param at when it was queued, null when its update is unknown and in what older versions stored
 */
public record Queued(
        String requestId,
        QueueEntry entry,
        long sequence,
        long ticket,
        @Nullable Instant at) {
    /** Completes entries of version 0.1.0, which did not name their request. */
    public Queued {
        if (entry.requestId() == null) {
            entry = new QueueEntry(entry.id(), requestId, entry.track(), entry.requester());
        }
    }

    /** Tells whether it was asked for after another update. What has been here for long was not. */
    boolean askedAfter(long update, Instant now) {
        return sequence > update && UpdateOrder.holds(at, now);
    }

    String id() {
        return entry.id();
    }

    long requester() {
        return entry.requester().id();
    }

    boolean live() {
        return entry.track().live();
    }

    /** Returns null for a live stream. */
    @Nullable Duration duration() {
        return entry.track().duration();
    }

    /** Returns the same entry with the length of its track that was measured. */
    Queued measured(Duration length) {
        QueueEntry known =
                new QueueEntry(entry.id(), entry.requestId(), entry.track().withDuration(length), entry.requester());
        return new Queued(requestId, known, sequence, ticket, at);
    }

    Queued with(long otherTicket) {
        return new Queued(requestId, entry, sequence, otherTicket, at);
    }
}
