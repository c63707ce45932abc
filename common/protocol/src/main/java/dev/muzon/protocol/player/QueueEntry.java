package dev.muzon.protocol.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * A track in a chat's queue.
 *
 * @param id unique within the chat, so that the same track queued twice stays two entries
 * @param requestId the request that queued it, null in what version 0.1.0 stored
 */
public record QueueEntry(String id, @Nullable String requestId, Track track, Requester requester) {}
