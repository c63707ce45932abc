package dev.muzon.protocol.job;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, for bot-gateway to tell the chat in its language. Jobs: a chat hears everything, once, in order. */
public sealed interface PlayerEvent extends Job {
    /** A /play came to nothing; the failure says why. */
    record RequestFailed(String requestId, ChatRef chat, Failure failure) implements PlayerEvent {}

    /**
     * Tracks were appended behind others. Not sent for a track that starts at once.
     *
     * @param position of the first of them; 1 plays next
     * @param startsIn how long until the first of them plays, null when a live stream stands before it
     */
    record TracksQueued(
            String requestId,
            ChatRef chat,
            List<QueueEntry> entries,
            int position,
            @Nullable Duration startsIn) implements PlayerEvent {}

    /**
     * The first sound of a track left for the voice chat.
     *
     * @param requestId the request that queued it, null after a restart lost it
     */
    record TrackStarted(@Nullable String requestId, ChatRef chat, PlayerView player) implements PlayerEvent {}

    /**
     * A track stopped sounding.
     *
     * @param failure null unless the reason is TRUNCATED or FAILED
     */
    record TrackEnded(
            ChatRef chat,
            long epoch,
            QueueEntry entry,
            EndReason reason,
            @Nullable Failure failure) implements PlayerEvent {}

    /** Paused, resumed, sought, volume set, queue changed: cards showing this chat are out of date. */
    record PlayerChanged(ChatRef chat, PlayerView player) implements PlayerEvent {}

    /** Nothing is left to play and the voice chat was left. Not sent after a stop, which says so itself. */
    record QueueEnded(ChatRef chat) implements PlayerEvent {}

    /**
     * The call itself is in trouble or well again.
     *
     * @param failure why, null when CONNECTED
     */
    record CallChanged(
            ChatRef chat, CallState state, @Nullable Failure failure) implements PlayerEvent {
        /** As far as a chat is concerned. */
        public enum CallState {
            CONNECTED,
            RECONNECTING,
            /** Given up; the queue and the position are kept. */
            LEFT
        }
    }
}
