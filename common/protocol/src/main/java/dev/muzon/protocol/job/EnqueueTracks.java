package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.track.Track;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tracks to queue, from extractor-service to voice-call-service. Playback starts when nothing plays. Requests of one
 * chat are resolved side by side, so these jobs may arrive in another order than people asked.
 *
 * @param tracks at least one, in playing order
 * @param sequence number of the update that asked. Tracks go before waiting ones of a later update. 0 when unknown
 * @param placement where they go, behind everything in what older versions stored
 * @param askedAt when the person's message arrived, by the store's clock. Null when unknown
 */
public record EnqueueTracks(
        String requestId,
        ChatRef chat,
        Requester requester,
        List<Track> tracks,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long sequence,
        Placement placement,
        @Nullable Instant askedAt)
        implements Job {
    public EnqueueTracks {
        placement = Objects.requireNonNullElse(placement, Placement.LAST);
    }

    /** Makes a request of which nobody knows when it was asked. */
    public EnqueueTracks(
            String requestId,
            ChatRef chat,
            Requester requester,
            List<Track> tracks,
            long sequence,
            Placement placement) {
        this(requestId, chat, requester, tracks, sequence, placement, null);
    }

    /** Makes a request behind everything that waits. */
    public EnqueueTracks(String requestId, ChatRef chat, Requester requester, List<Track> tracks, long sequence) {
        this(requestId, chat, requester, tracks, sequence, Placement.LAST);
    }

    public EnqueueTracks(String requestId, ChatRef chat, Requester requester, List<Track> tracks) {
        this(requestId, chat, requester, tracks, 0);
    }
}
