package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobHandler;
import dev.muzon.coordination.queue.JobOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Span;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Consumers of one queue. A job of a type that none of them takes is left for a newer replica, for a while. */
final class QueueConsumers {
    private final String queue;
    private final List<JobConsumer<?>> consumers;

    private QueueConsumers(String queue, List<JobConsumer<?>> consumers) {
        this.queue = queue;
        this.consumers = List.copyOf(consumers);
    }

    static List<QueueConsumers> of(Stream<JobConsumer<?>> consumers) {
        return consumers.collect(Collectors.groupingBy(QueueConsumers::queueOf)).entrySet().stream()
                .map(entry -> new QueueConsumers(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String queueOf(JobConsumer<?> consumer) {
        List<String> queues =
                consumer.types().stream().map(JobType::queue).distinct().toList();
        if (queues.size() != 1) {
            throw new IllegalStateException(consumer + " must take jobs of one queue, not of " + queues);
        }
        return queues.getFirst();
    }

    String queue() {
        return queue;
    }

    int parallelism() {
        return consumers.stream().mapToInt(JobConsumer::parallelism).sum();
    }

    boolean claim() {
        return consumers.stream().allMatch(JobConsumer::claims);
    }

    JobHandler handler(JobCodec codec, FailureLog failures, Backoff backoff) {
        var byType = new HashMap<String, JobHandler>();
        for (JobConsumer<?> consumer : consumers) {
            addHandlers(consumer, byType, codec, failures, backoff);
        }
        return job -> {
            JobHandler handler = byType.get(job.type());
            return handler == null ? leave(job, failures) : handler.handle(job);
        };
    }

    private static <T extends JobPayload> void addHandlers(
            JobConsumer<T> consumer,
            Map<String, JobHandler> byType,
            JobCodec codec,
            FailureLog failures,
            Backoff backoff) {
        for (JobType<? extends T> type : consumer.types()) {
            var handler = new ConsumerHandler<>(type, consumer, codec, failures, backoff);
            if (byType.put(type.name(), handler) != null) {
                throw new IllegalStateException("Two consumers take " + type.name());
            }
        }
    }

    private static JobOutcome leave(ClaimedJob job, FailureLog failures) {
        Duration patience = NewerReplica.patience(job);
        if (job.age().compareTo(patience) < 0) {
            return NewerReplica.leave();
        }
        var unknown = Failure.of(
                FailureCode.MALFORMED_JOB,
                "no replica took a job of type " + job.type() + " within " + new Span(patience));
        failures.report("job " + job.id() + " of " + job.queue(), unknown);
        return JobOutcome.bury(unknown.code().value() + ": " + unknown.detail());
    }
}
