package dev.muzon.voice.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of a player: those that were played, the current one, and those that wait. Every entry is known by its id.
 * What waits needs a current track before it.
 */
final class Playlist {
    private final MonotonicClock clock;
    private final PlayHistory history;
    private final WaitingTracks waiting;
    private final KnownRequests requests;
    private @Nullable Queued current;
    private Modes modes;

    Playlist(PlayerSnapshot saved, MonotonicClock clock) {
        this.clock = clock;
        history = new PlayHistory(saved.history());
        current = saved.current();
        waiting = new WaitingTracks(saved.upcoming());
        requests = new KnownRequests(saved.requests());
        modes = saved.modes();
    }

    @Nullable Queued current() {
        return current;
    }

    WaitingTracks waiting() {
        return waiting;
    }

    /** Takes over the length of a track that was only guessed before, wherever it is. */
    void measured(String trackId, Duration length) {
        UnaryOperator<Queued> corrected = queued ->
                queued.entry().track().id().equals(trackId) && !queued.live() ? queued.measured(length) : queued;
        history.replaceAll(corrected);
        waiting.replaceAll(corrected);
        current = current == null ? null : corrected.apply(current);
    }

    Modes modes() {
        return modes;
    }

    /** Returns the track that follows when the current one is heard out, null for none. */
    @Nullable Queued next() {
        if (current != null && modes.loop().repeatsTrack()) {
            return current;
        }
        Queued first = waiting.first();
        return first == null && modes.loop().mode() == Loop.Mode.QUEUE ? current : first;
    }

    /** Goes on behind a track that was heard out. */
    void finish() {
        Loop loop = modes.loop();
        if (loop.mode() == Loop.Mode.TIMES) {
            modes = modes.with(Loop.times(loop.left() - 1));
        }
        if (!loop.repeatsTrack()) {
            leave(true);
            enter(waiting.poll());
        }
    }

    /** Goes on behind a track that nobody wants to hear now, and behind the next {@code count - 1}. */
    void skip(int count) {
        for (int left = Math.min(count, 1 + waiting.size()); left > 0; left--) {
            leave(true);
            enter(waiting.poll());
        }
    }

    /** Goes on behind a track that could not be played. It does not come again by itself. */
    void drop() {
        leave(false);
        enter(waiting.poll());
    }

    /** Makes the first waiting track the current one where there is none. */
    void begin() {
        if (current == null) {
            enter(waiting.poll());
        }
    }

    /** Plays a waiting track instead of the current one. */
    void jump(String entryId) {
        Queued target = waiting.remove(entryId).queued();
        leave(true);
        enter(target);
    }

    /**
     * Goes back to the track before. The current one plays next.
     *
     * @throws dev.muzon.protocol.failure.FailureException when nothing was played before
     */
    void goBack() {
        Queued before = history.takeLatest();
        waiting.removeIf(queued -> queued.id().equals(before.id()));
        if (current != null) {
            waiting.insert(0, current);
        }
        forgetTimes();
        enter(before);
    }

    private void enter(@Nullable Queued queued) {
        current = queued;
        if (queued != null) {
            history.remove(queued.id());
        }
    }

    /** Takes leave of the current track. */
    private void leave(boolean again) {
        Queued before = current;
        current = null;
        if (before != null) {
            history.add(before);
            if (again && modes.loop().mode() == Loop.Mode.QUEUE) {
                waiting.append(before);
            }
        }
        forgetTimes();
    }

    private void forgetTimes() {
        if (modes.loop().mode() == Loop.Mode.TIMES) {
            modes = modes.with(Loop.OFF);
        }
    }

    /**
     * Returns whether the request was queued already. Also true for a forgotten request whose tracks are still here, so
     * that ids of entries stay unique.
     */
    boolean knows(String requestId) {
        return requests.contains(requestId)
                || waiting.firstOf(requestId).isPresent()
                || (current != null && current.requestId().equals(requestId));
    }

    /** Queues the tracks where the request wants them. */
    void add(EnqueueTracks job) {
        Instant at = job.sequence() == 0 ? null : clock.wallTime();
        List<Queued> added = new ArrayList<>();
        for (Track track : job.tracks()) {
            String id = job.requestId() + "/" + added.size();
            var entry = new QueueEntry(id, job.requestId(), track, job.requester());
            added.add(new Queued(job.requestId(), entry, job.sequence(), 0, at));
        }
        if (job.placement().place() == Placement.Place.LAST) {
            added.forEach(queued -> waiting.add(queued.with(waiting.lastTicket()), modes, current));
        } else {
            waiting.prepend(added);
        }
        requests.add(job.requestId());
    }

    /** Queues the tracks before everything that waits, as one request that is in from now on. */
    void prepend(String requestId, List<Queued> first) {
        waiting.prepend(first);
        requests.add(requestId);
    }

    void setLoop(Loop loop) {
        modes = modes.with(loop);
    }

    void setOrder(PlayOrder order, long seed) {
        var chosen = new Modes(modes.loop(), order, order == PlayOrder.SHUFFLED ? seed : 0);
        waiting.arrange(modes, chosen, current);
        modes = chosen;
    }

    /** Goes on in the way of another queue, whose tracks have come in their order. */
    void adopt(QueueStatus queue) {
        modes = new Modes(queue.loop(), queue.order(), modes.seed());
    }

    /** Drops what was asked for before an update, and tracks whose update is unknown. */
    void keepSince(long update) {
        waiting.removeIf(queued -> !queued.askedAfter(update, clock.wallTime()));
        history.removeIf(queued -> !queued.askedAfter(update, clock.wallTime()));
    }

    /** Drops everything that waits and the current track. */
    void end() {
        waiting.clear();
        leave(false);
        modes = modes.atTheEnd();
    }

    /**
     * Brings back what was lost. A track that was skipped takes the place of the current one, which plays next. A
     * stopped one does so only where nothing plays.
     *
     * @return whether the current track begins or goes on now
     */
    boolean restore(Lost lost) {
        waiting.removeIf(queued -> lost.restores(queued.id()));
        history.removeIf(queued -> lost.restores(queued.id()));
        Queued playing = current;
        if (lost.kind() == Lost.Kind.STOP && playing == null) {
            modes = lost.modes();
        }
        boolean replaces = lost.current() != null && (playing == null || lost.kind() == Lost.Kind.SKIP);
        if (replaces) {
            forgetTimes();
            enter(lost.current());
            if (playing != null && !lost.restores(playing.id())) {
                waiting.insert(0, playing);
            }
        } else if (lost.current() != null) {
            bringBack(0, lost.current());
        }
        int before = replaces || lost.current() == null ? 0 : 1;
        lost.gaps().forEach(gap -> bringBack(gap.index() + before, gap.queued()));
        begin();
        return replaces || !Objects.equals(playing, current);
    }

    private void bringBack(int index, Queued queued) {
        if (current == null || !current.id().equals(queued.id())) {
            waiting.insert(index, queued);
        }
    }

    /** Returns whether the command touches tracks that other people asked for. */
    boolean touchesOthers(PlayerCommand command, long person) {
        QueueEntry playing = current == null ? null : current.entry();
        return command.touches(playing, waiting.entries(0, waiting.size())).stream()
                .map(QueueEntry::requester)
                .anyMatch(requester -> requester.id() != person && !Requester.nobody(requester));
    }

    List<Queued> history() {
        return history.all();
    }

    List<String> requests() {
        return requests.all();
    }
}
