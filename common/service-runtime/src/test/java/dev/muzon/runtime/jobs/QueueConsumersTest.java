package dev.muzon.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.DeadJob;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.InMemoryJobQueue;
import dev.muzon.coordination.queue.JobHandler;
import dev.muzon.coordination.queue.JobOutcome;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class QueueConsumersTest {
    private static final JobType<Left> LEFT = JobType.of("left", Left.class, "both");
    private static final JobType<Right> RIGHT = JobType.of("right", Right.class, "both");

    record Left(String key) implements JobPayload {
        @Override
        public JobType<?> type() {
            return LEFT;
        }
    }

    record Right(String key) implements JobPayload {
        @Override
        public JobType<?> type() {
            return RIGHT;
        }
    }

    private static final class Taker<T extends JobPayload> implements JobConsumer<T> {
        private final Set<JobType<T>> types;
        private final List<T> taken = new ArrayList<>();
        private boolean claims = true;

        Taker(JobType<T> type) {
            this.types = Set.of(type);
        }

        @Override
        public Set<JobType<T>> types() {
            return types;
        }

        @Override
        public boolean claims() {
            return claims;
        }

        @Override
        public void handle(T job, Claim claim) {
            taken.add(job);
        }
    }

    private final Taker<Left> left = new Taker<>(LEFT);
    private final Taker<Right> right = new Taker<>(RIGHT);
    private final QueueConsumers consumers =
            QueueConsumers.of(Stream.of(left, right)).getFirst();
    private final JobHandler handler = handler(consumers);

    private static JobHandler handler(QueueConsumers consumers) {
        return consumers.handler(
                new JobCodec(JsonMapper.shared()),
                new FailureLog(FailureClassifier.of(List.of()), List.of()),
                Backoff.STANDARD);
    }

    private static ClaimedJob job(String type, Duration age) {
        return job(type, age, "k");
    }

    private static ClaimedJob job(String type, Duration age, @Nullable String key) {
        return new ClaimedJob(
                "id", "both", type, "{\"key\":\"k\"}", key, 1, 14, 1, NewJob.DEFAULT_KEPT, age, Duration.ZERO, null);
    }

    @Test
    void twoConsumersOfOneQueueTakeTheirOwnTypes() throws InterruptedException {
        handler.handle(job("left", Duration.ZERO));
        handler.handle(job("right", Duration.ZERO));

        assertThat(left.taken).containsExactly(new Left("k"));
        assertThat(right.taken).containsExactly(new Right("k"));
        assertThat(consumers.parallelism()).isEqualTo(left.parallelism() + right.parallelism());
    }

    @Test
    void aQueueIsClaimedOnlyWhileAllItsConsumersClaim() {
        assertThat(consumers.claim()).isTrue();
        right.claims = false;
        assertThat(consumers.claim()).isFalse();
    }

    @Test
    void anUnknownTypeIsLeftForANewerReplicaForADayWhereNothingWaitsBehindIt() throws InterruptedException {
        assertThat(handler.handle(job("tomorrow", Duration.ofHours(23), null))).isInstanceOf(JobOutcome.Release.class);
        assertThat(handler.handle(job("tomorrow", Duration.ofHours(25), null)))
                .isInstanceOfSatisfying(
                        JobOutcome.Bury.class, bury -> assertThat(bury.error()).contains("tomorrow"));
    }

    @Test
    void anUnknownTypeThatHoldsItsChatUpIsLeftForANewerReplicaForMinutes() throws InterruptedException {
        assertThat(handler.handle(job("tomorrow", Duration.ofMinutes(2)))).isInstanceOf(JobOutcome.Release.class);
        assertThat(handler.handle(job("tomorrow", Duration.ofMinutes(4))))
                .isInstanceOfSatisfying(
                        JobOutcome.Bury.class,
                        bury -> assertThat(bury.error())
                                .startsWith("job.malformed")
                                .contains("tomorrow"));
    }

    @Test
    void aJobBehindOneOfAnUnknownTypeIsDoneOnceThatOneIsBuried() throws InterruptedException {
        TestClock clock = TestClock.create();
        var queue = new InMemoryJobQueue(clock, new Doorbell());
        queue.publish(new NewJob("1", "both", "tomorrow", "{}", "k", 1, 0, 14, NewJob.DEFAULT_KEPT));
        queue.publish(new NewJob("2", "both", "left", "{\"key\":\"k\"}", "k", 2, 0, 14, NewJob.DEFAULT_KEPT));
        for (int minute = 0; minute < 6; minute++) {
            drain(queue);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(left.taken).containsExactly(new Left("k"));
        assertThat(queue.dead("both", 10)).extracting(DeadJob::id).containsExactly("1");
    }

    /** Does what a worker does with everything that can be claimed now. */
    private void drain(JobQueue queue) throws InterruptedException {
        Optional<ClaimedJob> next = queue.claim("both", "worker", Duration.ofMinutes(1));
        while (next.isPresent()) {
            ClaimedJob claimed = next.get();
            switch (handler.handle(claimed)) {
                case JobOutcome.Done() -> queue.complete(claimed);
                case JobOutcome.Retry(var delay, var error) -> queue.fail(claimed, error, delay);
                case JobOutcome.Release(var delay) -> queue.release(claimed, delay);
                case JobOutcome.Bury(var error) -> queue.bury(claimed, error);
            }
            next = queue.claim("both", "worker", Duration.ofMinutes(1));
        }
    }

    @Test
    void twoConsumersOfOneTypeAreRefused() {
        var twice = QueueConsumers.of(Stream.of(left, new Taker<>(LEFT))).getFirst();

        assertThatThrownBy(() -> handler(twice)).hasMessageContaining("left");
    }

    @Test
    void aConsumerOfTwoQueuesIsRefused() {
        JobConsumer<JobPayload> torn = new JobConsumer<>() {
            @Override
            public Set<JobType<? extends JobPayload>> types() {
                return Set.of(LEFT, JobType.of("other", Right.class, "another"));
            }

            @Override
            public void handle(JobPayload job, Claim claim) {}
        };

        assertThatThrownBy(() -> QueueConsumers.of(Stream.of(torn))).hasMessageContaining("one queue");
    }
}
