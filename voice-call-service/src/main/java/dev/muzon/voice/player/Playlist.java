package dev.muzon.voice.player;

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
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of a player: those that were played, the current one, and those that wait, in playing order. Every entry is
 * known by its id. What waits needs a current track before it.
 *
 * <p>The order is applied when it is chosen and when tracks are added. Between that the list is what people see in the
 * chat, so that nothing moves by itself. Tickets keep the order as queued.
 */
final class Playlist {
    /** As many steps back as anybody takes. */
    private static final int HISTORY = 50;

    private final MonotonicClock clock;
    private final List<Queued> history;
    private final List<Queued> waiting;
    private final KnownRequests requests;
    private @Nullable Queued current;
    private Modes modes;

    Playlist(PlayerSnapshot saved, MonotonicClock clock) {
        this.clock = clock;
        history = new ArrayList<>(saved.history());
        current = saved.current();
        waiting = new ArrayList<>(saved.upcoming());
        requests = new KnownRequests(saved.requests());
        modes = saved.modes();
    }

    @Nullable Queued current() {
        return current;
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
        if (waiting.isEmpty()) {
            return modes.loop().mode() == Loop.Mode.QUEUE ? current : null;
        }
        return waiting.getFirst();
    }

    /** Goes on behind a track that was heard out. */
    void finish() {
        Loop loop = modes.loop();
        if (loop.mode() == Loop.Mode.TIMES) {
            modes = modes.with(Loop.times(loop.left() - 1));
        }
        if (!loop.repeatsTrack()) {
            leave(true);
            enter(waiting.isEmpty() ? null : waiting.removeFirst());
        }
    }

    /** Goes on behind a track that nobody wants to hear now, and behind the next {@code count - 1}. */
    void skip(int count) {
        for (int left = Math.min(count, 1 + waiting.size()); left > 0; left--) {
            leave(true);
            enter(waiting.isEmpty() ? null : waiting.removeFirst());
        }
    }

    /** Goes on behind a track that could not be played. It does not come again by itself. */
    void drop() {
        leave(false);
        enter(waiting.isEmpty() ? null : waiting.removeFirst());
    }

    /** Makes the first waiting track the current one where there is none. */
    void begin() {
        if (current == null && !waiting.isEmpty()) {
            enter(waiting.removeFirst());
        }
    }

    /** Plays a waiting track instead of the current one. */
    void jump(String entryId) {
        Queued target = waiting.remove(indexOf(entryId));
        leave(true);
        enter(target);
    }

    /**
     * Goes back to the track before. The current one plays next.
     *
     * @throws dev.muzon.protocol.failure.FailureException when nothing was played before
     */
    void goBack() {
        if (history.isEmpty()) {
            throw Refusals.nothingBefore();
        }
        Queued before = history.removeLast();
        waiting.removeIf(queued -> queued.id().equals(before.id()));
        if (current != null) {
            waiting.addFirst(current);
        }
        forgetTimes();
        enter(before);
    }

    private void enter(@Nullable Queued queued) {
        current = queued;
        if (queued != null) {
            history.removeIf(other -> other.id().equals(queued.id()));
        }
    }

    /** Takes leave of the current track. */
    private void leave(boolean again) {
        Queued before = current;
        current = null;
        if (before != null) {
            history.removeIf(queued -> queued.id().equals(before.id()));
            history.add(before);
            if (history.size() > HISTORY) {
                history.removeFirst();
            }
            if (again && modes.loop().mode() == Loop.Mode.QUEUE) {
                waiting.add(before.with(tickets(1)));
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
                || waiting.stream().anyMatch(queued -> queued.requestId().equals(requestId))
                || (current != null && current.requestId().equals(requestId));
    }

    /** Queues the tracks where the request wants them. */
    void add(EnqueueTracks job) {
        boolean last = job.placement().place() == Placement.Place.LAST;
        long ticket = tickets(last ? 1 : -job.tracks().size());
        Instant at = job.sequence() == 0 ? null : clock.wallTime();
        for (int i = 0; i < job.tracks().size(); i++) {
            Track track = job.tracks().get(i);
            var entry = new QueueEntry(job.requestId() + "/" + i, job.requestId(), track, job.requester());
            var queued = new Queued(job.requestId(), entry, job.sequence(), ticket + i, at);
            waiting.add(last ? Arrangement.placeOf(queued, waiting, modes, current) : i, queued);
        }
        requests.add(job.requestId());
    }

    /** Returns the first ticket behind all that wait, or with a negative number the first of so many before them. */
    private long tickets(int number) {
        var all = waiting.stream().mapToLong(Queued::ticket).summaryStatistics();
        if (all.getCount() == 0) {
            return 1;
        }
        return number < 0 ? all.getMin() + number : all.getMax() + 1;
    }

    /** Queues the tracks before everything that waits, as one request that is in from now on. */
    void prepend(String requestId, List<Queued> first) {
        long ticket = tickets(-first.size());
        for (int i = 0; i < first.size(); i++) {
            waiting.add(i, first.get(i).with(ticket + i));
        }
        requests.add(requestId);
    }

    void setLoop(Loop loop) {
        modes = modes.with(loop);
    }

    void setOrder(PlayOrder order, long seed) {
        var chosen = new Modes(modes.loop(), order, order == PlayOrder.SHUFFLED ? seed : 0);
        Arrangement.arrange(waiting, modes, chosen, current);
        modes = chosen;
    }

    /** Goes on in the way of another queue, whose tracks have come in their order. */
    void adopt(QueueStatus queue) {
        modes = new Modes(queue.loop(), queue.order(), modes.seed());
    }

    /** Takes a waiting track away. */
    Lost.Gap remove(String entryId) {
        int index = indexOf(entryId);
        return new Lost.Gap(index, waiting.remove(index));
    }

    /** @param position 1 plays next */
    void move(String entryId, int position) {
        Queued moved = waiting.remove(indexOf(entryId));
        waiting.add(Math.min(position - 1, waiting.size()), moved);
    }

    /** Drops what was asked for before an update, and tracks whose update is unknown. */
    void keepSince(long update) {
        waiting.removeIf(queued -> !queued.askedAfter(update, clock.wallTime()));
        history.removeIf(queued -> !queued.askedAfter(update, clock.wallTime()));
    }

    /** Drops everything that waits. */
    void clear() {
        waiting.clear();
    }

    /** Drops everything that waits and the current track. */
    void end() {
        waiting.clear();
        leave(false);
        modes = modes.atTheEnd();
    }

    /** Returns the first waiting tracks with their places. */
    List<Lost.Gap> gaps(int count) {
        return IntStream.range(0, Math.min(count, waiting.size()))
                .mapToObj(i -> new Lost.Gap(i, waiting.get(i)))
                .toList();
    }

    /**
     * Returns the place of one waiting track.
     *
     * @throws dev.muzon.protocol.failure.FailureException when it does not wait any more
     */
    Lost.Gap gap(String entryId) {
        int index = indexOf(entryId);
        return new Lost.Gap(index, waiting.get(index));
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
                waiting.addFirst(playing);
            }
        } else if (lost.current() != null) {
            insert(0, lost.current());
        }
        int before = replaces || lost.current() == null ? 0 : 1;
        lost.gaps().forEach(gap -> insert(gap.index() + before, gap.queued()));
        begin();
        return replaces || !Objects.equals(playing, current);
    }

    private void insert(int index, Queued queued) {
        if (current == null || !current.id().equals(queued.id())) {
            waiting.add(Math.min(index, waiting.size()), queued);
        }
    }

    /** Returns whether the command touches tracks that other people asked for. */
    boolean touchesOthers(PlayerCommand command, long person) {
        QueueEntry playing = current == null ? null : current.entry();
        return command.touches(playing, entries(0, waiting.size())).stream()
                .anyMatch(entry -> entry.requester().id() != person);
    }

    int size() {
        return waiting.size();
    }

    /** Returns the places of a request's waiting tracks. */
    OptionalInt firstOf(String requestId) {
        return IntStream.range(0, waiting.size())
                .filter(i -> waiting.get(i).requestId().equals(requestId))
                .findFirst();
    }

    List<Queued> ofRequest(String requestId) {
        return waiting.stream()
                .filter(queued -> queued.requestId().equals(requestId))
                .toList();
    }

    private int indexOf(String entryId) {
        return IntStream.range(0, waiting.size())
                .filter(i -> waiting.get(i).id().equals(entryId))
                .findFirst()
                .orElseThrow(() -> Refusals.notInQueue(entryId));
    }

    /** Returns how long the first {@code count} tracks play together, null when a live stream is among them. */
    @Nullable Duration durationOfFirst(int count) {
        Duration sum = Duration.ZERO;
        for (Queued queued : waiting.subList(0, count)) {
            Duration duration = queued.duration();
            if (duration == null) {
                return null;
            }
            sum = sum.plus(duration);
        }
        return sum;
    }

    /** Returns a part of what waits. */
    List<QueueEntry> entries(int from, int count) {
        int first = Math.min(from, waiting.size());
        return waiting.subList(first, Math.min(first + count, waiting.size())).stream()
                .map(Queued::entry)
                .toList();
    }

    List<Queued> upcoming() {
        return List.copyOf(waiting);
    }

    List<Queued> history() {
        return List.copyOf(history);
    }

    List<String> requests() {
        return requests.all();
    }
}
