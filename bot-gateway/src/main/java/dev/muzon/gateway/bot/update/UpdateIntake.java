package dev.muzon.gateway.bot.update;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateSink;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Span;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The intake of updates from Telegram. Each becomes a durable job, in one write for the whole batch. The replica that
 * leads handles it at once: the job is for a crash or the next leader. While MongoDB is away updates are handled
 * without a job. The unfinished ones stay with Telegram, or in memory when Telegram would show nothing behind them.
 */
@Component
class UpdateIntake implements UpdateSink {
    /** A store that hangs is away as well. People are answered meanwhile. */
    private static final Duration SAVING_PATIENCE = Duration.ofSeconds(2);

    /** Time in which an update without a job is usually finished. */
    private static final Duration UNSAVED_PATIENCE = Duration.ofSeconds(2);

    /** Unfinished updates without a job that are kept in memory. */
    private static final int MOST_UNSAFE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(UpdateIntake.class);

    private final UpdateJobs jobs;
    private final UpdateLanes lanes;
    private final ObjectProvider<Leadership> leadership;
    private final Ticker ticker;
    private final FailureLog failures;

    /** Updates that Telegram has forgotten, though they are neither saved nor finished. */
    private volatile List<Incoming> unsafe = List.of();

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
    public OptionalInt accept(List<Incoming> batch) throws InterruptedException {
        long arrived = ticker.read();
        List<Incoming> updates =
                batch.stream().filter(it -> !(it instanceof Incoming.Ignored)).toList();
        if (!leadership.getObject().held()) {
            jobs.publish(updates);
            return OptionalInt.empty();
        }
        updates.stream().filter(it -> !worthSaving(it)).forEach(it -> begin(it, arrived));
        List<Incoming> kept = unsafe;
        List<Incoming> open = Stream.concat(kept.stream(), updates.stream().filter(this::worthSaving))
                .distinct()
                .toList();
        if (open.isEmpty() || savedAndHandled(open, arrived)) {
            unsafe = List.of();
            return OptionalInt.empty();
        }
        open = unfinished(open, arrived);
        if (batch.size() >= BotApi.MOST_UPDATES) {
            keep(open);
            return OptionalInt.empty();
        }
        keep(open.stream().filter(kept::contains).toList());
        return open.stream()
                .filter(it -> !kept.contains(it))
                .mapToInt(Incoming::updateId)
                .findFirst();
    }

    /** Keeps what is unfinished in memory, up to a limit: Telegram shows nothing behind so many open updates. */
    private void keep(List<Incoming> open) {
        int surplus = Math.max(0, open.size() - MOST_UNSAFE);
        if (surplus > 0) {
            log.warn("{} updates given up: too many wait for MongoDB", surplus);
        }
        unsafe = open.subList(surplus, open.size());
    }

    /**
     * Returns whether an update is needed after a crash. Telegram forgets a press of a button and an inline
     * query after seconds, and a person who only said hello asks again. Some presses begin work that takes longer, and
     * so does a note.
     */
    private boolean worthSaving(Incoming update) {
        return switch (update) {
            case Incoming.ButtonPress press -> lanes.lasts(press);
            case Incoming.PrivateTalk talk -> talk.note() != null;
            case Incoming.InlineQuery _ -> false;
            default -> true;
        };
    }

    private boolean savedAndHandled(List<Incoming> updates, long arrived) throws InterruptedException {
        var saving = new FutureTask<>(() -> jobs.publish(updates));
        try (var _ = lanes.arriving(updates)) {
            Thread.ofVirtual().name("saving-updates").start(saving);
            saving.get(SAVING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).forEach(it -> begin(it, arrived));
            return true;
        } catch (ExecutionException e) {
            failures.report("saving updates", Objects.requireNonNullElse(e.getCause(), e));
            return false;
        } catch (TimeoutException e) {
            failures.report(
                    "saving updates",
                    Failure.of(FailureCode.STORE_UNAVAILABLE, "not saved within " + new Span(SAVING_PATIENCE)));
            return false;
        } finally {
            saving.cancel(true);
        }
    }

    private void begin(Incoming update, long arrived) {
        CompletableFuture<Void> _ = lanes.submit(update, arrived);
    }

    /** Handles without a job. Returns what is not finished soon. */
    private List<Incoming> unfinished(List<Incoming> updates, long arrived) throws InterruptedException {
        List<CompletableFuture<Void>> work =
                updates.stream().map(it -> lanes.submit(it, arrived)).toList();
        try {
            CompletableFuture.allOf(work.toArray(CompletableFuture[]::new))
                    .get(UNSAVED_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What is left waits for Telegram or failed.
        }
        return IntStream.range(0, updates.size())
                .filter(i -> !work.get(i).isDone() || work.get(i).isCompletedExceptionally())
                .mapToObj(updates::get)
                .toList();
    }
}
