package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateSink;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The intake of updates from Telegram. Each becomes a durable job, in one write for the whole batch. The replica that
 * leads handles it at once: the job is for a crash or the next leader. While MongoDB is away updates are handled
 * without a job, and accepted when done or when they can be saved again.
 */
@Component
class UpdateIntake implements UpdateSink {
    /** A store that hangs is away as well. People are answered meanwhile. */
    private static final Duration SAVING_PATIENCE = Duration.ofSeconds(2);

    /** Between two attempts to save what is not finished. */
    private static final Duration UNSAVED_PATIENCE = Duration.ofSeconds(2);

    private final UpdateJobs jobs;
    private final UpdateLanes lanes;
    private final ObjectProvider<Leadership> leadership;
    private final FailureLog failures;

    /**
     * Builds the intake.
     *
     * @param leadership asked late: the leader starts the source that this intake serves
     */
    UpdateIntake(UpdateJobs jobs, UpdateLanes lanes, ObjectProvider<Leadership> leadership, FailureLog failures) {
        this.jobs = jobs;
        this.lanes = lanes;
        this.leadership = leadership;
        this.failures = failures;
    }

    /**
     * Saves and handles a batch.
     *
     * @throws dev.muzon.protocol.failure.FailureException on a replica that does not lead, when nothing can be saved
     */
    @Override
    public void accept(List<Incoming> batch) throws InterruptedException {
        List<Incoming> updates =
                batch.stream().filter(it -> !(it instanceof Incoming.Ignored)).toList();
        if (!leadership.getObject().held()) {
            jobs.publish(updates);
            return;
        }
        updates.stream().filter(it -> !worthSaving(it)).forEach(this::begin);
        List<Incoming> open = updates.stream().filter(UpdateIntake::worthSaving).toList();
        while (!open.isEmpty() && !savedAndHandled(open)) {
            open = unfinished(open);
        }
    }

    /** Returns whether an update is needed after a crash. Telegram forgets a press of a button after seconds. */
    private static boolean worthSaving(Incoming update) {
        return !(update instanceof Incoming.ButtonPress);
    }

    private boolean savedAndHandled(List<Incoming> updates) throws InterruptedException {
        var saving = new FutureTask<>(() -> jobs.publish(updates));
        Thread.ofVirtual().name("saving-updates").start(saving);
        try {
            saving.get(SAVING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).forEach(this::begin);
            return true;
        } catch (ExecutionException e) {
            failures.report("saving updates", Objects.requireNonNullElse(e.getCause(), e));
            return false;
        } catch (TimeoutException e) {
            failures.report(
                    "saving updates",
                    Failure.passing(FailureCode.STORE_UNAVAILABLE, "not saved within " + SAVING_PATIENCE));
            return false;
        } finally {
            saving.cancel(true);
        }
    }

    private void begin(Incoming update) {
        CompletableFuture<Void> _ = handle(update);
    }

    private CompletableFuture<Void> handle(Incoming update) {
        CompletableFuture<Void> done = lanes.submit(update);
        CompletableFuture<Void> _ = done.exceptionally(thrown -> {
            // What the end of the process cuts off is open still, for the next leader.
            if (!(thrown instanceof CancellationException)) {
                failures.report("update " + update.updateId(), thrown);
            }
            return null;
        });
        return done;
    }

    /** Handles without a job, for as long as it makes sense to wait. */
    private List<Incoming> unfinished(List<Incoming> updates) throws InterruptedException {
        List<CompletableFuture<Void>> work = updates.stream().map(this::handle).toList();
        try {
            CompletableFuture.allOf(work.toArray(CompletableFuture[]::new))
                    .get(UNSAVED_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What is left waits for Telegram or failed: it is saved as soon as that is possible.
        }
        return IntStream.range(0, updates.size())
                .filter(i -> !work.get(i).isDone() || work.get(i).isCompletedExceptionally())
                .mapToObj(updates::get)
                .toList();
    }
}
