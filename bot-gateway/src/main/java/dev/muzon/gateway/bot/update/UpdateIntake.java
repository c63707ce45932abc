package dev.muzon.gateway.bot.update;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateSink;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
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
import org.slf4j.MDC;
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
    private final Ticker ticker;
    private final FailureLog failures;

    /**
     * Builds the intake.
     *
     * @param leadership asked late: the leader starts the source that this intake serves
     */
    UpdateIntake(
            UpdateJobs jobs,
            UpdateLanes lanes,
            ObjectProvider<Leadership> leadership,
            Ticker ticker,
            FailureLog failures) {
        this.jobs = jobs;
        this.lanes = lanes;
        this.leadership = leadership;
        this.ticker = ticker;
        this.failures = failures;
    }

    /**
     * Saves and handles a batch.
     *
     * @throws dev.muzon.protocol.failure.FailureException on a replica that does not lead, when nothing can be saved
     */
    @Override
    public void accept(List<Incoming> batch) throws InterruptedException {
        long arrived = ticker.read();
        List<Incoming> updates =
                batch.stream().filter(it -> !(it instanceof Incoming.Ignored)).toList();
        if (!leadership.getObject().held()) {
            jobs.publish(updates);
            return;
        }
        updates.stream().filter(it -> !worthSaving(it)).forEach(it -> begin(it, arrived));
        List<Incoming> open = updates.stream().filter(UpdateIntake::worthSaving).toList();
        while (!open.isEmpty() && !savedAndHandled(open, arrived)) {
            open = unfinished(open, arrived);
        }
    }

    /**
     * Returns whether an update is needed after a crash. Telegram forgets a press of a button and an inline
     * query after seconds, and a person who only said hello asks again.
     */
    private static boolean worthSaving(Incoming update) {
        return !(update instanceof Incoming.ButtonPress
                || update instanceof Incoming.InlineQuery
                || update instanceof Incoming.PrivateTalk);
    }

    private boolean savedAndHandled(List<Incoming> updates, long arrived) throws InterruptedException {
        var saving = new FutureTask<>(() -> jobs.publish(updates));
        Thread.ofVirtual().name("saving-updates").start(saving);
        try {
            saving.get(SAVING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).forEach(it -> begin(it, arrived));
            return true;
        } catch (ExecutionException e) {
            failures.report("saving updates", Objects.requireNonNullElse(e.getCause(), e));
            return false;
        } catch (TimeoutException e) {
            failures.report(
                    "saving updates", Failure.of(FailureCode.STORE_UNAVAILABLE, "not saved within " + SAVING_PATIENCE));
            return false;
        } finally {
            saving.cancel(true);
        }
    }

    private void begin(Incoming update, long arrived) {
        CompletableFuture<Void> _ = handle(update, arrived);
    }

    private CompletableFuture<Void> handle(Incoming update, long arrived) {
        CompletableFuture<Void> done = lanes.submit(update, arrived);
        CompletableFuture<Void> _ = done.exceptionally(thrown -> {
            // What the end of the process cuts off is open still, for the next leader.
            if (!(thrown instanceof CancellationException)) {
                report(update, thrown);
            }
            return null;
        });
        return done;
    }

    /** Names the chat, whichever thread finishes the update. */
    private void report(Incoming update, Throwable thrown) {
        try (var _ = MDC.get(LogContext.CHAT) == null ? LogContext.ofChat(update.lane()) : null) {
            failures.report("update " + update.updateId(), thrown);
        }
    }

    /** Handles without a job, for as long as it makes sense to wait. */
    private List<Incoming> unfinished(List<Incoming> updates, long arrived) throws InterruptedException {
        List<CompletableFuture<Void>> work =
                updates.stream().map(it -> handle(it, arrived)).toList();
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
