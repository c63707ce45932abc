package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event that bot-gateway tells the chat in its language. A job, so that a chat hears everything once and in order. */
public sealed interface PlayerEvent extends Job {
    /** A failed /play, and why. */
    record RequestFailed(String requestId, ChatRef chat, Failure failure) implements PlayerEvent {}

    /**
     * Tracks that were queued behind others. Not sent for a track that starts at once.
     *
     * @param entries the first of them in playing order, at most {@value #NAMED}
     * @param position of the first of them. 1 plays next
     * @param startsIn how long until the first of them plays, null when a live stream stands before it
     * @param player with these tracks in its queue, null in what version 0.1.0 stored
     * @param doubles how many of them waited already for another request, null when none did
     * @param count how many tracks they are. Older versions name all of them and store no number
     */
    record TracksQueued(
            String requestId,
            ChatRef chat,
            List<QueueEntry> entries,
            int position,
            @Nullable Duration startsIn,
            @Nullable PlayerView player,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer doubles,

            @JsonSetter(nulls = Nulls.AS_EMPTY) int count)
            implements PlayerEvent {
        /** The most tracks that the event names, so that a list of any size is small news. */
        public static final int NAMED = PlayerView.NEXT;

        public TracksQueued {
            count = Math.max(count, entries.size());
            entries = entries.size() > NAMED ? List.copyOf(entries.subList(0, NAMED)) : entries;
        }

        /** Makes the event of a few tracks none of which waited already. */
        public TracksQueued(
                String requestId,
                ChatRef chat,
                List<QueueEntry> entries,
                int position,
                @Nullable Duration startsIn,
                @Nullable PlayerView player) {
            this(requestId, chat, entries, position, startsIn, player, null, entries.size());
        }
    }

    /**
     * A track whose first sound left for the voice chat.
     *
     * @param requestId the request that queued it, null after a restart lost it
     */
    record TrackStarted(@Nullable String requestId, ChatRef chat, PlayerView player) implements PlayerEvent {}

    /**
     * A track that stopped sounding.
     *
     * @param failure null unless the reason is TRUNCATED or FAILED
     * @param at where it broke off, null unless the reason is TRUNCATED, and in events of older replicas
     */
    record TrackEnded(
            ChatRef chat,
            long epoch,
            QueueEntry entry,
            EndReason reason,
            @Nullable Failure failure,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration at)
            implements PlayerEvent {
        public TrackEnded(ChatRef chat, long epoch, QueueEntry entry, EndReason reason, @Nullable Failure failure) {
            this(chat, epoch, entry, reason, failure, null);
        }
    }

    /**
     * A player that was paused, resumed or moved, or whose volume or queue changed. Cards of this chat are out of date.
     */
    record PlayerChanged(ChatRef chat, PlayerView player) implements PlayerEvent {}

    /** The end of the queue: nothing is left to play and the voice chat was left. Not sent after a stop. */
    record QueueEnded(ChatRef chat) implements PlayerEvent {}

    /**
     * A call that was lost, is back, or was given up.
     *
     * @param failure why, null when CONNECTED
     */
    record CallChanged(
            ChatRef chat, CallState state, @Nullable Failure failure) implements PlayerEvent {
        /** The state of the call as a chat perceives it. */
        public enum CallState {
            CONNECTED,
            RECONNECTING,
            /** Given up. The queue and the position are kept. */
            LEFT
        }
    }

    /**
     * A call that has been in trouble for some seconds, told once for each cause. The player tries on quietly.
     *
     * @param requestId the request whose track waits to be heard, null when it was heard before
     * @param player with the trouble in its {@link PlayerView#call()}
     */
    record CallTroubled(@Nullable String requestId, ChatRef chat, Failure failure, PlayerView player)
            implements PlayerEvent {}

    /** A player that fell silent by itself. The track, its position and the queue are kept. */
    record PlayerRested(ChatRef chat, Reason reason) implements PlayerEvent {
        /** The reasons why a player falls silent by itself. */
        public enum Reason {
            /** The sleep timer ran out, and the voice chat was left. */
            SLEEP,
            /** Nobody listens. The player waits in the voice chat and goes on when somebody comes. */
            ALONE,
            /** Nobody came for long, and the voice chat was left. */
            LEFT_ALONE
        }
    }
}
