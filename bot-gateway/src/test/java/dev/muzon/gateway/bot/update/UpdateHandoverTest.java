package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.InMemoryJobQueue;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that leaves while Telegram has taken answers whose jobs nobody has claimed. */
class UpdateHandoverTest {
    private static final long BOT = 42;
    private static final int ANSWERED = 1;
    private static final int OPEN = 2;

    private final JobQueue jobs = new InMemoryJobQueue(Clock.systemUTC(), new Doorbell());
    private final FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
    private final UpdateLanes lanes = new UpdateLanes(
            new UpdateDispatcher(List.of(new Handler()), new SimpleMeterRegistry(), Traces.OFF, failures),
            Ticker.systemTicker(),
            failures);
    private final UpdateHandover handover = new UpdateHandover(lanes, jobs, new StorePatience(), account());

    private static BotAccount account() {
        BotAccount account = mock(BotAccount.class);
        when(account.id()).thenReturn(BOT);
        return account;
    }

    @Test
    void theNextReplicaAnsweredAgainWhatThisOneHadAnswered() throws Exception {
        publish(ANSWERED);
        publish(OPEN);
        lanes.submit(update(ANSWERED)).get(30, TimeUnit.SECONDS);
        CompletableFuture<Void> open = lanes.submit(update(OPEN));

        handover.leave();

        assertThat(open).isNotDone();
        assertThat(claim()).map(ClaimedJob::id).contains(UpdateJob.id(BOT, OPEN));
        assertThat(claim()).isEmpty();
    }

    @Test
    void aJobThatIsClaimedAtThatMomentEndsByItself() throws Exception {
        publish(ANSWERED);
        lanes.submit(update(ANSWERED)).get(30, TimeUnit.SECONDS);
        ClaimedJob claimed = claim().orElseThrow();
        CompletableFuture<Boolean> released = CompletableFuture.supplyAsync(() -> jobs.release(claimed, Duration.ZERO));

        handover.leave();

        assertThat(released.join()).isTrue();
        assertThat(claim()).isEmpty();
    }

    // A process that was told to end waited 15 s for a MongoDB that hung, before its drain began.
    @Test
    @Timeout(10)
    void aStoreThatHangsHeldUpTheHandover() {
        JobQueue hanging = mock(JobQueue.class, _ -> new CompletableFuture<>().join());
        var leaving = new UpdateHandover(lanes, hanging, new StorePatience(), account());

        assertThatThrownBy(leaving::leave).isInstanceOf(FailureException.class);
    }

    private void publish(int update) {
        jobs.publish(new NewJob(
                UpdateJob.id(BOT, update), UpdateJob.QUEUE, "update", "{}", null, update, 0, 3, UpdateJob.KEPT));
    }

    private Optional<ClaimedJob> claim() {
        return jobs.claim(UpdateJob.QUEUE, "next", Duration.ofMinutes(1));
    }

    private static Incoming update(int id) {
        return new Incoming.JoinRequest(id, new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null), 7);
    }

    private static final class Handler implements UpdateHandler<Incoming.JoinRequest> {
        @Override
        public Class<Incoming.JoinRequest> type() {
            return Incoming.JoinRequest.class;
        }

        @Override
        public CompletableFuture<?> handle(Incoming.JoinRequest update) {
            return update.updateId() == OPEN ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        }
    }
}
