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

/**
 * Makes a player's state durable and its words heard, behind the player's back: sound never waits for the database.
 * State is saved together with the words about it before they are published, so that the owner after a crash can say
 * what this one did not get to; words keep their order, and everything is tried until it succeeds. A refused save means
 * a newer owner: the journal ends and says so.
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

    private record Entry(PlayerStore.Saved saved, CompletableFuture<Void> written) {}

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
    CompletableFuture<Void> write(PlayerSnapshot snapshot, List<Effect.Tell> words) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        entries.add(new Entry(new PlayerStore.Saved(snapshot, List.copyOf(words)), written));
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
        PlayerSnapshot newest = batch.getLast().saved().player();
        List<Effect.Tell> words =
                batch.stream().flatMap(entry -> entry.saved().unsaid().stream()).toList();
        if (!saved(new PlayerStore.Saved(newest, words))) {
            return false;
        }
        for (Effect.Tell word : words) {
            persistently("publishing " + word.id(), () -> {
                publisher.publish(word.id(), word.event());
                return true;
            });
        }
        boolean said = words.isEmpty() || !entries.isEmpty() || saved(new PlayerStore.Saved(newest, List.of()));
        if (said) {
            batch.forEach(entry -> entry.written().complete(null));
        }
        return said;
    }

    private boolean saved(PlayerStore.Saved state) throws InterruptedException {
        return persistently("saving a player", () -> store.save(state, token));
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
