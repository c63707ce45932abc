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
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import tools.jackson.databind.json.JsonMapper;

/** From {@link JobConsumer} beans to running workers, and {@link JobPublisher} for everybody. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class JobsAutoConfiguration {
    @Bean
    Doorbell doorbell() {
        return new Doorbell();
    }

    @Bean
    @ConditionalOnMissingBean
    JobQueue jobQueue(MongoDatabaseFactory mongo, Clock clock, Doorbell doorbell) {
        var database = mongo.getMongoDatabase();
        return new MongoJobQueue(database, new StoreClock(database, clock), doorbell);
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
    DoorbellController doorbellController(Doorbell doorbell, ObjectProvider<JobConsumer> consumers) {
        return new DoorbellController(
                doorbell, consumers.stream().map(JobConsumer::queue).collect(Collectors.toSet()));
    }

    @Bean
    @ConditionalOnMissingBean
    JobPublisher jobPublisher(
            JobQueue queue, JobCodec codec, Clock clock, Doorbells doorbells, FailureClassifier failures) {
        return new QueueJobPublisher(queue, codec, new PublishOrder(clock), doorbells, failures);
    }

    @Bean
    ConsumerWorkers consumerWorkers(
            ObjectProvider<JobConsumer> consumers,
            JobQueue queue,
            JobCodec codec,
            Doorbell doorbell,
            ServiceIdentity identity,
            FailureLog failures,
            MeterRegistry meters,
            Clock clock) {
        Function<JobConsumer, JobWorker> worker = consumer -> {
            new QueueGauges(queue, consumer.queue(), clock).bindTo(meters);
            return new JobWorker(
                    queue,
                    consumer.queue(),
                    new ConsumerHandler(consumer, codec, failures, Backoff.STANDARD),
                    doorbell,
                    new JobMetrics(meters),
                    new WorkerSettings(identity.owner(), consumer.parallelism(), WorkerSettings.DEFAULT_LEASE));
        };
        List<JobConsumer> all = consumers.orderedStream().toList();
        return new ConsumerWorkers(all.stream().collect(Collectors.toMap(JobConsumer::queue, worker)));
    }
}
