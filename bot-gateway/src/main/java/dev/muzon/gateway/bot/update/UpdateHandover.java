package dev.muzon.gateway.bot.update;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.BotAccount;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The handover of updates to the next replica that leads. An update is handled as soon as it comes, often before its job
 * is claimed. A job that is open still would be done a second time.
 */
@Component
class UpdateHandover {
    /** Time for jobs that were claimed a moment ago. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final UpdateLanes lanes;
    private final JobQueue jobs;
    private final StorePatience store;
    private final BotAccount account;

    UpdateHandover(UpdateLanes lanes, JobQueue jobs, StorePatience store, BotAccount account) {
        this.lanes = lanes;
        this.jobs = jobs;
        this.store = store;
        this.account = account;
    }

    /**
     * Ends the jobs of all updates that were handled here. Call it when nothing is said any more.
     *
     * @throws RuntimeException the store's own when it is away, soon: the process may be ending, and its drain has not
     *     begun yet
     */
    void leave() throws InterruptedException {
        List<String> handled = lanes.finished().stream()
                .map(id -> UpdateJob.id(account.id(), id))
                .toList();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!store.ask(() -> jobs.skip(handled, UpdateJob.KEPT)).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
