package dev.muzon.protocol.job;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.track.TrackQuery;

/**
 * bot-gateway → extractor-service: find what was asked for, then publish {@link EnqueueTracks} or a
 * {@link PlayerEvent.RequestFailed}.
 *
 * @param requestId {@code tg:<update_id>}; also the job's dedupe id, so a redelivered update asks once
 */
public record ResolveTracks(String requestId, ChatRef chat, Requester requester, TrackQuery query) implements Job {
    /** Requests do not wait for each other: one slow link must not hold up a chat. */
    @Override
    public String key() {
        return requestId;
    }
}
