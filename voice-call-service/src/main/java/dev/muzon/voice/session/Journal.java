package dev.muzon.voice.session;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes a player's state durable and its words heard, behind the player's back: sound never waits for the database.
 * State is saved before the words about it are published, words keep their order, and both are tried until they succeed.
 * A refused save means a newer owner: the journal ends and says so.
 */
final class Journal {
    private static final Backoff RETRIES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

    private final PlayerStore store;
    private final JobPublisher publisher;
    private final FailureLog failures;
    private final long token;
    private final Runnable onFenced;
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Thread writer;

    private record Entry(@Nullable PlayerSnapshot snapshot, List<Effect.Tell> words, CompletableFuture<Void> written) {}

    /** @param onFenced called once, when a newer owner has written */
    Journal(SessionTools tools, String name, long token, Runnable onFenced) {
        store = tools.store();
        publisher = tools.publisher();
        failures = tools.failures();
        this.token = token;
        this.onFenced = onFenced;
        writer = Thread.ofVirtual().name("journal-" + name).start(this::run);
    }

    /** @return completes when both are durable, exceptionally when this owner has nothing to say any more */
    CompletableFuture<Void> write(@Nullable PlayerSnapshot snapshot, List<Effect.Tell> words) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        entries.add(new Entry(snapshot, List.copyOf(words), written));
        return written;
    }

    /** Ends it; what is not written yet is lost. */
    void close() {
        writer.interrupt();
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(entries.take());
                entries.drainTo(batch);
                if (!written(batch)) {
                    onFenced.run();
                    break;
                }
                batch.forEach(entry -> entry.written().complete(null));
                batch.clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        entries.drainTo(batch);
        Failure over = Failure.passing(FailureCode.OWNED_ELSEWHERE, "this process no longer owns the player");
        batch.forEach(entry -> entry.written().completeExceptionally(over.asException()));
    }

    /** @return false when fenced out */
    private boolean written(List<Entry> batch) throws InterruptedException {
        PlayerSnapshot newest = newest(batch);
        if (newest != null && !persistently("saving a player", () -> store.save(newest, token))) {
            return false;
        }
        for (Entry entry : batch) {
            for (Effect.Tell word : entry.words()) {
                persistently("publishing " + word.id(), () -> {
                    publisher.publish(word.id(), word.event());
                    return true;
                });
            }
        }
        return true;
    }

    private static @Nullable PlayerSnapshot newest(List<Entry> batch) {
        for (Entry entry : batch.reversed()) {
            if (entry.snapshot() != null) {
                return entry.snapshot();
            }
        }
        return null;
    }

    private boolean persistently(String activity, Attempt attempt) throws InterruptedException {
        BackoffSequence retries = RETRIES.start(ThreadLocalRandom.current());
        while (true) {
            try {
                return attempt.run();
            } catch (RuntimeException failed) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Thread.sleep(retries.failed(failures.report(activity, failed)));
            }
        }
    }

    @FunctionalInterface
    private interface Attempt {
        boolean run();
    }
}
