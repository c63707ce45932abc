package dev.muzon.voice.session;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.LoopLog;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous persistence of one player's snapshots and events, so that audio never waits for the database.
 *
 * <p>A snapshot is saved together with its events before they are published, so that the next owner after a crash can
 * publish what this one did not get to. Events keep their order. An outage is waited out, and of the snapshots that it
 * holds back only the newest is kept. Of many events that wait, those that newer ones make stale are dropped. What can
 * never succeed, such as a document that is too large, is reported and dropped. A refused save means a newer owner: the
 * journal ends.
 */
final class Journal {
    private static final Backoff RETRIES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

    private final PlayerStore store;
    private final JobPublisher publisher;
    private final FailureLog failures;
    private final LoopLog outage;
    private final Counter dropped;
    private final long token;
    private final Runnable onFenced;
    /** At most one, beside the one that is being written. */
    private final BlockingDeque<Entry> entries = new LinkedBlockingDeque<>();

    private final Thread writer;
    private @Nullable PlayerSnapshot stored;
    private volatile boolean over;

    private record Entry(PlayerStore.Saved saved, CompletableFuture<Void> written) {
        /** Adds what happened later. It is written together. */
        Entry with(PlayerSnapshot newer, List<Effect.Tell> words, Counter dropped) {
            List<Effect.Tell> all =
                    Stream.concat(saved.unsaid().stream(), words.stream()).toList();
            List<Effect.Tell> kept = WaitingEvents.folded(all);
            dropped.increment((double) all.size() - kept.size());
            return new Entry(new PlayerStore.Saved(newer, kept), written);
        }
    }

    /** Signal that a newer owner has written. */
    private static final class Fenced extends Exception {}

    /**
     * Starts a journal.
     *
     * @param onFenced called once, when a newer owner has written
     */
    Journal(Journals journals, PlayerId player, long token, Runnable onFenced) {
        store = journals.store();
        publisher = journals.publisher();
        failures = journals.failures();
        outage = new LoopLog(failures, "saving the player");
        dropped = journals.dropped();
        this.token = token;
        this.onFenced = onFenced;
        writer = Thread.ofVirtual().name("journal-" + player).start(() -> {
            try (var _ = LogContext.ofChat(player.chatId())) {
                run();
            }
        });
    }

    /**
     * Queues a snapshot and its events. Only one thread may do so.
     *
     * @return completes when both are durable, exceptionally when they never will be
     */
    CompletableFuture<Void> write(PlayerSnapshot snapshot, List<Effect.Tell> words) {
        Entry waiting = entries.pollLast();
        Entry entry = waiting == null
                ? new Entry(new PlayerStore.Saved(snapshot, List.copyOf(words)), new CompletableFuture<>())
                : waiting.with(snapshot, words, dropped);
        entries.add(entry);
        if (over) {
            refuseAll();
        }
        return entry.written();
    }

    /** Ends the journal. What is not written yet is lost. */
    void close() {
        writer.interrupt();
    }

    private void run() {
        try {
            while (true) {
                process(entries.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Fenced e) {
            onFenced.run();
        } finally {
            over = true;
            outage.ended();
            refuseAll();
        }
    }

    private void process(Entry entry) throws InterruptedException, Fenced {
        Failure failure = Failure.of(FailureCode.OWNED_ELSEWHERE, "this process no longer owns the player");
        try {
            failure = written(entry.saved().player(), entry.saved().unsaid());
        } catch (RuntimeException | Error e) {
            failure = failures.report("writing the player's journal", e);
        } finally {
            complete(entry, failure);
        }
    }

    private static void complete(Entry entry, @Nullable Failure failure) {
        if (failure == null) {
            entry.written().complete(null);
        } else {
            entry.written().completeExceptionally(failure.asException());
        }
    }

    private void refuseAll() {
        Failure elsewhere = Failure.of(FailureCode.OWNED_ELSEWHERE, "this process no longer owns the player");
        for (Entry late = entries.poll(); late != null; late = entries.poll()) {
            complete(late, elsewhere);
        }
    }

    /** @return why the state is not durable, null when it is */
    private @Nullable Failure written(PlayerSnapshot newest, List<Effect.Tell> words)
            throws InterruptedException, Fenced {
        Failure unsaved = onlyMoved(newest, words) ? savePosition(newest) : save(new PlayerStore.Saved(newest, words));
        for (Effect.Tell word : words) {
            attempt(
                    "publishing " + word.id(),
                    () -> WorkContext.of(word.trace()).run(() -> publisher.publish(word.id(), word.event())));
        }
        boolean done = unsaved != null || words.isEmpty() || !entries.isEmpty();
        return done ? unsaved : save(new PlayerStore.Saved(newest, List.of()));
    }

    /** Returns whether only the position differs from what is stored. */
    private boolean onlyMoved(PlayerSnapshot newest, List<Effect.Tell> words) {
        PlayerSnapshot last = stored;
        return words.isEmpty() && last != null && newest.at(last.position()).equals(last);
    }

    private @Nullable Failure savePosition(PlayerSnapshot moved) throws InterruptedException, Fenced {
        return saving(moved, () -> store.savePosition(moved.id(), moved.position(), token));
    }

    private @Nullable Failure save(PlayerStore.Saved state) throws InterruptedException, Fenced {
        return saving(state.player(), () -> store.save(state, token));
    }

    private @Nullable Failure saving(PlayerSnapshot state, BooleanSupplier save) throws InterruptedException, Fenced {
        boolean[] mine = {true};
        Failure unsaved = attempt("saving the player", () -> mine[0] = save.getAsBoolean());
        if (!mine[0]) {
            throw new Fenced();
        }
        stored = unsaved == null ? state : null;
        return unsaved;
    }

    /**
     * Repeats the action until it succeeds or never can.
     *
     * @return why it was given up, null when it succeeded
     */
    private @Nullable Failure attempt(String activity, Runnable action) throws InterruptedException {
        BackoffSequence retries = RETRIES.start(ThreadLocalRandom.current());
        while (true) {
            try {
                action.run();
                outage.succeeded();
                return null;
            } catch (Throwable e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Failure failure = outage.failed(activity, e);
                Duration wait = retries.failed(failure);
                if (retries.hopeless()) {
                    return failure;
                }
                Thread.sleep(wait);
            }
        }
    }
}
