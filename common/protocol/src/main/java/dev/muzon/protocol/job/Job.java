package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muzon.protocol.ChatRef;

/**
 * The payload of one durable job. Jobs of one chat run in the order they were published and never two at a time: the
 * chat is the queue's key.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ResolveTracks.class, name = ResolveTracks.TYPE),
    @JsonSubTypes.Type(value = EnqueueTracks.class, name = EnqueueTracks.TYPE),
    @JsonSubTypes.Type(value = StopPlayer.class, name = StopPlayer.TYPE),
    @JsonSubTypes.Type(value = VoiceChatChanged.class, name = VoiceChatChanged.TYPE),
    @JsonSubTypes.Type(value = PlayerEvent.RequestFailed.class, name = "event.request-failed"),
    @JsonSubTypes.Type(value = PlayerEvent.TracksQueued.class, name = "event.tracks-queued"),
    @JsonSubTypes.Type(value = PlayerEvent.TrackStarted.class, name = "event.track-started"),
    @JsonSubTypes.Type(value = PlayerEvent.TrackEnded.class, name = "event.track-ended"),
    @JsonSubTypes.Type(value = PlayerEvent.PlayerChanged.class, name = "event.player-changed"),
    @JsonSubTypes.Type(value = PlayerEvent.QueueEnded.class, name = "event.queue-ended"),
    @JsonSubTypes.Type(value = PlayerEvent.CallChanged.class, name = "event.call-changed")
})
public sealed interface Job permits ResolveTracks, EnqueueTracks, StopPlayer, VoiceChatChanged, PlayerEvent {
    /** The chat all this is about; its id is the queue key. */
    ChatRef chat();

    /** The queue that carries this kind of job, one of {@link Queues}. */
    @JsonIgnore
    String queue();
}
