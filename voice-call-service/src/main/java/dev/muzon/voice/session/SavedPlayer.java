package dev.muzon.voice.session;

import dev.muzon.resilience.MonotonicClock;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The saved state of one player. That the music went on counts only when it is time: a look at a player writes nothing.
 * Not thread-safe, see {@link Session}.
 */
final class SavedPlayer {
    private final Journal journal;
    private final Duration every;
    private final MonotonicClock clock;
    private PlayerSnapshot last;
    private CompletableFuture<?> lastWrite = CompletableFuture.completedFuture(null);
    private Instant next;

    /**
     * Goes on from what was found.
     *
     * @param every how often the position of a playing track is saved
     */
    SavedPlayer(PlayerStore.Saved found, Journal journal, Duration every, MonotonicClock clock) {
        this.journal = journal;
        this.every = every;
        this.clock = clock;
        last = found.player();
        if (!found.unsaid().isEmpty()) {
            lastWrite = journal.write(last, found.unsaid());
        }
        next = clock.instant().plus(every);
    }

    /** Returns the newest state that was given to the store. */
    PlayerSnapshot last() {
        return last;
    }

    /** Returns the newest write, which may be on its way. */
    CompletableFuture<?> lastWrite() {
        return lastWrite;
    }

    /** Returns when the position is due. */
    Instant nextSave() {
        return next;
    }

    /** Lets the time until the position is due begin again. */
    void postpone() {
        next = clock.instant().plus(every);
    }

    /** Saves what has changed, and the position when that is due. */
    void save(PlayerSnapshot current, List<Effect.Tell> words) {
        boolean due = !clock.instant().isBefore(next);
        if (due) {
            saveAll(current, words);
        } else if (!current.at(last.position()).equals(last) || !words.isEmpty()) {
            write(current, words);
        }
    }

    /** Saves what has changed, and the position. */
    void saveAll(PlayerSnapshot current, List<Effect.Tell> words) {
        postpone();
        if (!current.equals(last) || !words.isEmpty()) {
            write(current, words);
        }
    }

    private void write(PlayerSnapshot current, List<Effect.Tell> words) {
        last = current;
        lastWrite = journal.write(current, words);
    }

    /** Ends the writing. */
    void close() {
        journal.close();
    }
}
