package dev.muzon.voice.player;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.player.SoundSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The way of a player from a group to the supergroup that it became, which is another chat. */
final class Relocation {
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private final Announcer announcer;
    private @Nullable ChatRef movedTo;

    Relocation(@Nullable ChatRef movedTo, Playlist queue, NowPlaying now, Playback playback, Announcer announcer) {
        this.movedTo = movedTo;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        this.announcer = announcer;
    }

    /** Returns the chat that this one became, null while it is itself. */
    @Nullable ChatRef movedTo() {
        return movedTo;
    }

    void passOn(EnqueueTracks job, ChatRef destination) {
        announcer.passOn(
                job.requestId(),
                new EnqueueTracks(
                        job.requestId(),
                        destination,
                        job.requester(),
                        job.tracks(),
                        job.sequence(),
                        job.placement(),
                        job.askedAt()));
    }

    /** Hands everything over, once. */
    void move(MovePlayer job, int volume, QueueStatus status, @Nullable SoundSettings sound) {
        if (movedTo != null) {
            return;
        }
        movedTo = job.destination();
        List<QueueEntry> entries = new ArrayList<>();
        if (now.entry() != null) {
            entries.add(now.entry());
        }
        entries.addAll(queue.waiting().entries(0, queue.waiting().size()));
        boolean paused = playback.standing().state() == PlayerState.PAUSED
                && !playback.visit().solitude().paused();
        announcer.passOn(
                "player",
                new AdoptPlayer(
                        job.destination(),
                        announcer.chat(),
                        entries,
                        now.position(),
                        paused,
                        volume,
                        status,
                        sound,
                        playback.paused() ? null : playback.interruptedBy(),
                        playback.pausedBy()));
        playback.handOver();
    }

    /**
     * Takes the tracks of another player in, once.
     *
     * @return false when they were here before
     */
    boolean adopt(AdoptPlayer job) {
        String request = "moved:" + job.origin().id();
        if (queue.knows(request)) {
            return false;
        }
        announcer.advance();
        queue.prepend(
                request,
                job.entries().stream()
                        .map(entry ->
                                new Queued(Objects.requireNonNullElse(entry.requestId(), request), entry, 0, 0, null))
                        .toList());
        if (job.queue() != null) {
            queue.adopt(job.queue());
        }
        return true;
    }
}
