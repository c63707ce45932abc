package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muzon.protocol.ChatRef;

/** A job that the services leave for each other. It is about a chat, and the chat is its key unless it says otherwise. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ResolveTracks.class, name = "track.resolve"),
    @JsonSubTypes.Type(value = EnqueueTracks.class, name = "player.enqueue"),
    @JsonSubTypes.Type(value = StopPlayer.class, name = "player.stop"),
    @JsonSubTypes.Type(value = MovePlayer.class, name = "player.move"),
    @JsonSubTypes.Type(value = AdoptPlayer.class, name = "player.adopt"),
    @JsonSubTypes.Type(value = VoiceChatChanged.class, name = "voice-chat.changed"),
    @JsonSubTypes.Type(value = RetryCall.class, name = "call.retry"),
    @JsonSubTypes.Type(value = AddChannel.class, name = "channel.add"),
    @JsonSubTypes.Type(value = ChannelAdded.class, name = "channel.added"),
    @JsonSubTypes.Type(value = MoveChannels.class, name = "channel.move"),
    @JsonSubTypes.Type(value = PlayerEvent.RequestFailed.class, name = "event.request-failed"),
    @JsonSubTypes.Type(value = PlayerEvent.TracksQueued.class, name = "event.tracks-queued"),
    @JsonSubTypes.Type(value = PlayerEvent.TrackStarted.class, name = "event.track-started"),
    @JsonSubTypes.Type(value = PlayerEvent.TrackEnded.class, name = "event.track-ended"),
    @JsonSubTypes.Type(value = PlayerEvent.PlayerChanged.class, name = "event.player-changed"),
    @JsonSubTypes.Type(value = PlayerEvent.QueueEnded.class, name = "event.queue-ended"),
    @JsonSubTypes.Type(value = PlayerEvent.CallChanged.class, name = "event.call-changed"),
    @JsonSubTypes.Type(value = PlayerEvent.CallTroubled.class, name = "event.call-troubled"),
    @JsonSubTypes.Type(value = PlayerEvent.PlayerRested.class, name = "event.player-rested")
})
public sealed interface Job extends JobPayload
        permits ResolveTracks,
                EnqueueTracks,
                StopPlayer,
                MovePlayer,
                AdoptPlayer,
                VoiceChatChanged,
                RetryCall,
                AddChannel,
                ChannelAdded,
                MoveChannels,
                PlayerEvent {
    /** Returns the chat that it is about. */
    ChatRef chat();

    @Override
    default JobType<?> type() {
        return JobTypes.of(this);
    }

    @Override
    default String key() {
        return Long.toString(chat().id());
    }
}
