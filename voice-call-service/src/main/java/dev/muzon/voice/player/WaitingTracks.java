package dev.muzon.voice.player;

import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of a queue that wait, in playing order, and their places.
 *
 * <p>The order is applied when it is chosen and when tracks are added. Between that the list is what people see in the
 * chat, so that nothing moves by itself. Tickets keep the order as queued.
 */
final class WaitingTracks {
    private final List<Queued> tracks;

    WaitingTracks(List<Queued> saved) {
        tracks = new ArrayList<>(saved);
    }

    int size() {
        return tracks.size();
    }

    /** Returns the first track, null when none waits. */
    @Nullable Queued first() {
        return tracks.isEmpty() ? null : tracks.getFirst();
    }

    /** Takes the first track, null when none waits. */
    @Nullable Queued poll() {
        return tracks.isEmpty() ? null : tracks.removeFirst();
    }

    /** Puts a track where the order wants it. */
    void add(Queued added, Modes modes, @Nullable Queued current) {
        tracks.add(Arrangement.placeOf(added, tracks, modes, current), added);
    }

    /** Puts a track to an index, or to the end where there are fewer. */
    void insert(int index, Queued added) {
        tracks.add(Math.min(index, tracks.size()), added);
    }

    /** Puts a track behind all others, also in the order as queued. */
    void append(Queued added) {
        tracks.add(added.with(lastTicket()));
    }

    /** Puts the tracks before all others, also in the order as queued. */
    void prepend(List<Queued> first) {
        long ticket = firstTicket(first.size());
        for (int i = 0; i < first.size(); i++) {
            tracks.add(i, first.get(i).with(ticket + i));
        }
    }

    /** Returns the ticket behind those of all tracks. */
    long lastTicket() {
        return tracks.stream().mapToLong(Queued::ticket).max().orElse(0) + 1;
    }

    private long firstTicket(int number) {
        return tracks.stream().mapToLong(Queued::ticket).min().orElse(number + 1L) - number;
    }

    /**
     * Takes a track away.
     *
     * @throws dev.muzon.protocol.failure.FailureException when it does not wait any more
     */
    Lost.Gap remove(String entryId) {
        int index = indexOf(entryId);
        return new Lost.Gap(index, tracks.remove(index));
    }

    void removeIf(Predicate<Queued> condition) {
        tracks.removeIf(condition);
    }

    /** @param position 1 plays next */
    void move(String entryId, int position) {
        insert(position - 1, remove(entryId).queued());
    }

    void arrange(Modes from, Modes to, @Nullable Queued current) {
        Arrangement.arrange(tracks, from, to, current);
    }

    void replaceAll(UnaryOperator<Queued> change) {
        tracks.replaceAll(change);
    }

    void clear() {
        tracks.clear();
    }

    /**
     * Returns the place of one track.
     *
     * @throws dev.muzon.protocol.failure.FailureException when it does not wait any more
     */
    Lost.Gap gap(String entryId) {
        int index = indexOf(entryId);
        return new Lost.Gap(index, tracks.get(index));
    }

    /** Returns the first tracks with their places. */
    List<Lost.Gap> gaps(int count) {
        return IntStream.range(0, Math.min(count, tracks.size()))
                .mapToObj(i -> new Lost.Gap(i, tracks.get(i)))
                .toList();
    }

    /** Returns the place of a request's first track. */
    OptionalInt firstOf(String requestId) {
        return IntStream.range(0, tracks.size())
                .filter(i -> tracks.get(i).requestId().equals(requestId))
                .findFirst();
    }

    List<Queued> ofRequest(String requestId) {
        return tracks.stream()
                .filter(queued -> queued.requestId().equals(requestId))
                .toList();
    }

    /** Returns how long the first {@code count} tracks play together, null when a live stream is among them. */
    @Nullable Duration durationOfFirst(int count) {
        Duration sum = Duration.ZERO;
        for (Queued queued : tracks.subList(0, count)) {
            Duration duration = queued.duration();
            if (duration == null) {
                return null;
            }
            sum = sum.plus(duration);
        }
        return sum;
    }

    /** Returns how long all tracks play together, null when there is none or a live stream is among them. */
    @Nullable Duration duration() {
        return tracks.isEmpty() ? null : durationOfFirst(size());
    }

    /** Returns how many tracks of a request waited already for another one. */
    int doublesOf(String requestId) {
        Set<String> others = tracks.stream()
                .filter(queued -> !queued.requestId().equals(requestId))
                .map(queued -> queued.entry().track().id())
                .collect(Collectors.toSet());
        return (int) ofRequest(requestId).stream()
                .filter(queued -> others.contains(queued.entry().track().id()))
                .count();
    }

    /** Returns a part of what waits. */
    List<QueueEntry> entries(int from, int count) {
        int first = Math.min(from, tracks.size());
        return tracks.subList(first, Math.min(first + count, tracks.size())).stream()
                .map(Queued::entry)
                .toList();
    }

    List<Queued> all() {
        return List.copyOf(tracks);
    }

    private int indexOf(String entryId) {
        return IntStream.range(0, tracks.size())
                .filter(i -> tracks.get(i).id().equals(entryId))
                .findFirst()
                .orElseThrow(() -> Refusals.notInQueue(entryId));
    }
}
