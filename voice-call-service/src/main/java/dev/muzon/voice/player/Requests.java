package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests of tracks, and what they are answered. */
final class Requests {
    private final PlayerRules rules;
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private final Succession succession;
    private final Losses losses;
    private final Announcer announcer;
    private final Autoplay autoplay;
    private final ChosenSound sound;

    Requests(
            PlayerRules rules,
            Playlist queue,
            NowPlaying now,
            Playback playback,
            Succession succession,
            Losses losses,
            Announcer announcer,
            Autoplay autoplay,
            ChosenSound sound) {
        this.rules = rules;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        this.succession = succession;
        this.losses = losses;
        this.announcer = announcer;
        this.autoplay = autoplay;
        this.sound = sound;
    }

    /**
     * Queues the tracks and starts when nothing plays. A request that is in the queue already is only reported again.
     *
     * @return whether the queue has changed
     */
    boolean enqueue(EnqueueTracks job, Supplier<PlayerView> view) {
        if (queue.knows(job.requestId())) {
            tellQueued(job.requestId(), view);
            return false;
        }
        if (queue.waiting().size() + job.tracks().size() > rules.queueLimit()) {
            refuse(job.requestId());
            return false;
        }
        if (job.placement().ownOnly() && disturbsOthers(job)) {
            announcer.refused(job.requestId(), Refusals.noRight(job.requester().id()));
            return false;
        }
        add(job, view);
        return true;
    }

    /** Returns whether the request goes before tracks of others, or takes the place of one. */
    private boolean disturbsOthers(EnqueueTracks job) {
        long person = job.requester().id();
        return switch (job.placement().place()) {
            case LAST -> false;
            case NEXT -> queue.touchesOthers(new PlayerCommand.Clear(), person);
            case NOW -> queue.touchesOthers(new PlayerCommand.Stop(), person);
        };
    }

    /** Queues the song to go on with, of which nobody waits for an answer. Something else may have failed before. */
    void goOn(EnqueueTracks job) {
        announcer.advance();
        queue.add(job);
        playback.wake(false);
    }

    private void add(EnqueueTracks job, Supplier<PlayerView> view) {
        announcer.advance();
        Queued replaced = job.placement().place() == Placement.Place.NOW ? now.track() : null;
        if (replaced != null) {
            losses.noteCurrent(Lost.Kind.SKIP, job.requester().id(), List.of());
        }
        autoplay.giveWay();
        queue.add(job);
        succession.forgive();
        if (replaced != null) {
            succession.skip(replaced, 1);
        }
        playback.wake(replaced != null);
        tellQueued(job.requestId(), view);
    }

    private void refuse(String requestId) {
        Failure full = Failure.of(
                FailureCode.QUEUE_FULL,
                queue.waiting().size() + " tracks wait already",
                Map.of("limit", FailureArgument.count(rules.queueLimit())));
        announcer.refused(requestId, full);
    }

    private void tellQueued(String requestId, Supplier<PlayerView> view) {
        List<Queued> waiting = queue.waiting().ofRequest(requestId);
        if (waiting.isEmpty()) {
            return;
        }
        int before = queue.waiting().firstOf(requestId).orElseThrow();
        List<QueueEntry> entries = waiting.stream()
                .limit(PlayerEvent.TracksQueued.NAMED)
                .map(Queued::entry)
                .toList();
        int doubles = queue.waiting().doublesOf(requestId);
        announcer.queued(requestId, entries, waiting.size(), before + 1, startsIn(before), doubles, view);
    }

    /**
     * Estimates when a waiting track plays.
     *
     * @param before how many tracks wait before it
     * @return null when nobody can say: nothing plays just now, the track repeats, or a live stream stands before it
     */
    private @Nullable Duration startsIn(int before) {
        Duration left = now.remaining();
        Duration ahead = queue.waiting().durationOfFirst(before);
        boolean repeats = queue.modes().loop().repeatsTrack();
        return left == null || ahead == null || repeats || playback.standing().stalled()
                ? null
                : left.plus(sound.lasting(ahead));
    }
}
