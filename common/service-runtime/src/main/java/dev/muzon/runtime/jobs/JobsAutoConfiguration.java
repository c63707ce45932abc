package dev.muzon.runtime.jobs;

import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobWorker;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.coordination.queue.WorkerSettings;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.lease.ServiceIdentity;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.runtime.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import tools.jackson.databind.json.JsonMapper;

/** Workers for all {@link JobConsumer} beans, and a {@link JobPublisher}. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class JobsAutoConfiguration {
    /** People wait for most jobs, so the first retry comes soon. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(300), 0.2);

    @Bean
    Doorbell doorbell() {
        return new Doorbell();
    }

    @Bean
    @ConditionalOnMissingBean
    JobQueue jobQueue(MongoDatabaseFactory mongo, StoreClock storeClock, Doorbell doorbell) {
        return new MongoJobQueue(mongo.getMongoDatabase(), storeClock, doorbell);
    }

    @Bean
    JobCodec jobCodec(JsonMapper json) {
        return new JobCodec(json);
    }

    @Bean
    Doorbells doorbells(Peers peers) {
        return new Doorbells(peers);
    }

    @Bean
    DoorbellController doorbellController(Doorbell doorbell, ObjectProvider<JobConsumer<?>> consumers) {
        return new DoorbellController(doorbell, workedOffHere(consumers));
    }

    @Bean
    DeadJobsController deadJobsController(JobQueue jobs, ObjectProvider<JobConsumer<?>> consumers) {
        return new DeadJobsController(jobs, workedOffHere(consumers));
    }

    private static Set<String> workedOffHere(ObjectProvider<JobConsumer<?>> consumers) {
        return QueueConsumers.of(consumers.stream()).stream()
                .map(QueueConsumers::queue)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Bean
    @ConditionalOnMissingBean
    JobPublisher jobPublisher(
            JobQueue queue, JobCodec codec, StoreClock storeClock, Doorbells doorbells, FailureClassifier failures) {
        return new QueueJobPublisher(queue, codec, new PublishOrder(storeClock), doorbells, failures);
    }

    @Bean
    Backlog backlog(JobQueue queue, JobCodec codec) {
        return new Backlog(queue, codec);
    }

    @Bean
    ConsumerWorkers consumerWorkers(
            ObjectProvider<JobConsumer<?>> consumers,
            JobQueue jobs,
            JobCodec codec,
            Doorbell doorbell,
            ServiceIdentity identity,
            FailureLog failures,
            MeterRegistry meters,
            Traces traces) {
        var workers = new HashMap<String, JobWorker>();
        for (QueueConsumers queue : QueueConsumers.of(consumers.orderedStream())) {
            new QueueGauges(queue.queue(), () -> jobs.count(queue.queue()), System::nanoTime).bindTo(meters);
            var worker = new JobWorker(
                    jobs,
                    new TracedHandler(queue.handler(codec, failures, BACKOFF), traces),
                    queue::claim,
                    doorbell,
                    new JobMetrics(meters),
                    failures,
                    new WorkerSettings(
                            queue.queue(), identity.owner(), queue.parallelism(), WorkerSettings.DEFAULT_LEASE));
            workers.put(queue.queue(), worker);
        }
        return new ConsumerWorkers(workers);
    }
}
