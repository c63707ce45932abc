package dev.muzon.protocol.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.track.Track;

/**
 * A track in a chat's queue.
 *
 * @param id unique within the chat, so that the same track queued twice stays two entries
 */
public record QueueEntry(String id, Track track, Requester requester) {}
