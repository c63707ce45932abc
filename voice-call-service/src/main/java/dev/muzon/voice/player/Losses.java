package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The memory of what the commands of the last two minutes took away. Each undo brings the newest of it back. */
final class Losses {
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    /** More commands than a person takes back one by one. */
    static final int MOST = 10;

    /** Tracks in all of them, because each snapshot holds them. The newest loss may hold a whole queue. */
    static final int MOST_TRACKS = 1_000;

    private final MonotonicClock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;

    /** The newest first. */
    private final List<Level> levels = new ArrayList<>();

    /** The person whose last command found nothing to take away, null when nobody's did since the newest loss. */
    private @Nullable Long disappointed;

    private record Level(Lost lost, Moment until) {
        Lost shown() {
            return lost.until(until.shown());
        }
    }

    /** @param saved the newest first */
    Losses(List<Lost> saved, MonotonicClock clock, Playlist queue, NowPlaying now, Playback playback) {
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        saved.forEach(lost -> levels.add(new Level(lost, Moment.stored(lost.until(), clock))));
    }

    /** Returns the newest loss, null without one. */
    @Nullable Lost lost() {
        return levels.isEmpty() ? null : levels.getFirst().shown();
    }

    /** Returns the losses before the newest one, the newest first. */
    List<Lost> before() {
        return levels.stream().skip(1).map(Level::shown).toList();
    }

    /** Notes, before it happens, that a person takes the current track and some that wait away. */
    void noteCurrent(Lost.Kind kind, long by, List<Lost.Gap> gaps) {
        note(kind, by, queue.current(), gaps);
    }

    /** Notes, before it happens, that a person takes some that wait away. */
    void noteWaiting(long by, List<Lost.Gap> gaps) {
        note(Lost.Kind.REMOVE, by, null, gaps);
    }

    /** Notes that a person wanted to take something away and found nothing. Their next undo means that. */
    void noteNothing(long by) {
        disappointed = by;
    }

    private void note(Lost.Kind kind, long by, @Nullable Queued current, List<Lost.Gap> gaps) {
        disappointed = null;
        Moment until = Moment.in(REMEMBERED, clock);
        var lost = new Lost(
                kind,
                by,
                until.shown(),
                current,
                now.position(),
                gaps,
                queue.modes(),
                playback.standing().state() == PlayerState.PAUSED && !playback.goesOnByItself(),
                playback.pausedBy());
        levels.addFirst(new Level(lost, until));
        forgetOldest();
    }

    private void forgetOldest() {
        int count = 0;
        int tracks = 0;
        for (Iterator<Level> level = levels.iterator(); level.hasNext(); ) {
            Level one = level.next();
            count++;
            tracks += one.lost().gaps().size();
            boolean newest = count == 1;
            if (!newest && (one.until().passed() || count > MOST || tracks > MOST_TRACKS)) {
                level.remove();
            }
        }
    }

    /** Forgets everything. */
    void forget() {
        levels.clear();
    }

    /** Forgets how the track that plays now was lost, because a person went back to it. */
    void forgetReturned() {
        Queued current = queue.current();
        levels.removeIf(level -> current != null && level.lost().restores(current.id()));
    }

    /**
     * Takes the newest loss that can come back. Without the right to all, that is the newest one of the person, unless
     * somebody else stopped the music after it: it would play again. An undo right behind a command that took nothing away
     * brings nothing back once, and says what another one would.
     *
     * @throws dev.muzon.protocol.failure.FailureException when there is nothing, or only what others took away
     */
    Lost take(CommandRequest request) {
        List<Level> left = left();
        boolean vain = Objects.equals(disappointed, request.by().id());
        disappointed = null;
        Optional<Level> found = newest(left, request);
        if (left.isEmpty() || (vain && found.isEmpty())) {
            throw Refusals.nothingToUndo();
        }
        if (vain) {
            throw Refusals.nothingJustTaken(tracks(found.get()));
        }
        levels.remove(
                found.orElseThrow(() -> Refusals.takenByAnother(request.by().id())));
        return found.get().lost();
    }

    /** Counts the tracks that an undo of this person would bring back now. */
    int offered(CommandRequest request) {
        return newest(left(), request).map(Losses::tracks).orElse(0);
    }

    private static int tracks(Level level) {
        Lost lost = level.lost();
        return lost.gaps().size() + (lost.current() == null ? 0 : 1);
    }

    private List<Level> left() {
        return levels.stream().filter(level -> !level.until().passed()).toList();
    }

    private static Optional<Level> newest(List<Level> left, CommandRequest request) {
        long person = request.by().id();
        return left.stream()
                .takeWhile(level -> !request.ownOnly()
                        || isBy(person, level)
                        || level.lost().kind() != Lost.Kind.STOP)
                .filter(level -> !request.ownOnly() || isBy(person, level))
                .findFirst();
    }

    private static boolean isBy(long person, Level level) {
        return level.lost().by() == person;
    }
}
