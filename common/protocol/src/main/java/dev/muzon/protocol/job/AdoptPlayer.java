package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.player.TrackPosition;
import dev.muzon.protocol.player.Volume;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The player of a group that became another chat → the player there: go on where I stopped. Repeating it changes nothing.
 *
 * @param chat the chat that goes on
 * @param origin the group as it was
 * @param entries the track that played, if any, and the queue behind it
 * @param position how far the first of them was heard
 * @param paused whether it stood still, and not because nobody listened
 * @param volume in percent
 * @param queue how the queue is played, null in what older versions stored
 * @param sound how the group wants its music to sound, null while it has changed nothing
 * @param interruptedBy what ended the music although nobody asked for it. News that it is over lets it go on
 * @param pausedBy who paused the music, null when nobody did and in what older versions stored
 */
public record AdoptPlayer(
        ChatRef chat,
        ChatRef origin,
        List<QueueEntry> entries,
        Duration position,
        boolean paused,
        int volume,
        @Nullable QueueStatus queue,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SoundSettings sound,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Failure interruptedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Requester pausedBy)
        implements Job {
    public AdoptPlayer {
        position = TrackPosition.bounded(position);
        volume = Volume.bounded(volume);
    }

    /** Makes the job of a group that has changed nothing about its sound. */
    public AdoptPlayer(
            ChatRef chat,
            ChatRef origin,
            List<QueueEntry> entries,
            Duration position,
            boolean paused,
            int volume,
            @Nullable QueueStatus queue) {
        this(chat, origin, entries, position, paused, volume, queue, null, null, null);
    }
}
