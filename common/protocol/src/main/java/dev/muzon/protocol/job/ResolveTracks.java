package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to find tracks, from bot-gateway to extractor-service. It ends in {@link EnqueueTracks} or a
 * {@link PlayerEvent.RequestFailed}.
 *
 * @param requestId {@code tg:<update_id>}. It is also the job's dedupe id, so that a redelivered update asks once
 * @param sequence number of the update that asked, handed on to {@link EnqueueTracks#sequence()}. 0 when unknown
 * @param placement handed on to {@link EnqueueTracks#placement()}
 * @param askedAt handed on to {@link EnqueueTracks#askedAt()}
 */
public record ResolveTracks(
        String requestId,
        ChatRef chat,
        Requester requester,
        TrackQuery query,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long sequence,
        Placement placement,
        @Nullable Instant askedAt)
        implements Job {
    public ResolveTracks {
        placement = Objects.requireNonNullElse(placement, Placement.LAST);
    }

    /** Makes a request of which nobody knows when it was asked. */
    public ResolveTracks(
            String requestId, ChatRef chat, Requester requester, TrackQuery query, long sequence, Placement placement) {
        this(requestId, chat, requester, query, sequence, placement, null);
    }

    /** Makes a request behind everything that waits. */
    public ResolveTracks(String requestId, ChatRef chat, Requester requester, TrackQuery query, long sequence) {
        this(requestId, chat, requester, query, sequence, Placement.LAST);
    }

    public ResolveTracks(String requestId, ChatRef chat, Requester requester, TrackQuery query) {
        this(requestId, chat, requester, query, 0);
    }

    /** Returns the request, so that requests do not wait for each other. One slow link must not hold up a chat. */
    @Override
    public String key() {
        return requestId;
    }
}
