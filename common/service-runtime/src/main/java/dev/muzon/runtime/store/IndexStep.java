package dev.muzon.runtime.store;

import dev.muzon.coordination.StoredIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The making of a service's indexes. Beside a service that starts it goes on until the store has answered, because no
 * service waits for the store. As a step before an upgrade it is all that the process does.
 */
final class IndexStep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(IndexStep.class);
    private static final long AGAIN_SECONDS = 60;

    private final Supplier<Stream<StoredIndexes>> indexes;
    private final boolean only;
    private final IntConsumer end;
    private boolean told;
    private volatile @Nullable ScheduledExecutorService attempts;

    /**
     * Makes the step.
     *
     * @param only whether the process shall end with it, before anything else of the service starts
     * @param end takes the exit code then
     */
    IndexStep(Supplier<Stream<StoredIndexes>> indexes, boolean only, IntConsumer end) {
        this.indexes = indexes;
        this.only = only;
        this.end = end;
    }

    /** Comes before web server, workers and polling. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        if (only) {
            end.accept(made() ? 0 : 1);
            return;
        }
        // A stopped service may be started again.
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("indexes").factory());
        attempts = thread;
        var _ = thread.scheduleWithFixedDelay(
                () -> {
                    if (made()) {
                        thread.shutdown();
                    }
                },
                0,
                AGAIN_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Makes all that can be made, so that one that cannot keeps no other waiting. */
    private boolean made() {
        List<String> failed = new ArrayList<>();
        try {
            indexes.get().forEach(each -> {
                try {
                    each.createIndexes();
                } catch (Throwable e) { // the others follow
                    failed.add(e.toString());
                }
            });
        } catch (Throwable e) { // the next attempt follows
            failed.add(e.toString());
        }
        if (failed.isEmpty()) {
            if (only || told) {
                log.info("Indexes are made");
            }
            return true;
        }
        if (!told && (only || isRunning())) {
            told = true;
            log.warn(
                    "Indexes not made{}: {}",
                    only ? "" : ", each minute tries again",
                    failed.stream().distinct().collect(Collectors.joining("; ")));
        }
        return false;
    }

    @Override
    public void stop() {
        ScheduledExecutorService thread = attempts;
        attempts = null;
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        ScheduledExecutorService thread = attempts;
        return thread != null && !thread.isShutdown();
    }
}
