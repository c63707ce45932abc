package dev.muzon.coordination.bench;

import com.mongodb.ConnectionString;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.queue.ClaimGate;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.JobListener;
import dev.muzon.coordination.queue.JobOutcome;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobWorker;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.coordination.queue.WorkerSettings;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;

/**
 * Benchmark of the time from publishing a job until its handler begins, in one process with the doorbell. It publishes
 * for some chats at a steady rate into a new database, and prints one line of JSON. Between two jobs it times one
 * durable write, which is what the store itself takes on this machine at that moment.
 */
public final class QueueLatencyBenchmark {
    private static final String QUEUE = "bench";
    private static final int CHATS = 20;
    private static final int WARM_UP_SECONDS = 10;
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final JobQueue queue;
    private final MongoCollection<Document> writes;
    /** Latency in nanoseconds by the job's number. */
    private final ConcurrentSkipListMap<Integer, Long> latencies = new ConcurrentSkipListMap<>();
    /** Time of a durable write in nanoseconds by the number of the job before it. */
    private final ConcurrentSkipListMap<Integer, Long> writeTimes = new ConcurrentSkipListMap<>();

    private QueueLatencyBenchmark(JobQueue queue, MongoCollection<Document> writes) {
        this.queue = queue;
        this.writes = writes;
    }

    /**
     * Runs the benchmark.
     *
     * @param args the store's URI, jobs per second (50), seconds (20)
     */
    public static void main(String[] args) throws InterruptedException {
        ConnectionString uri = new ConnectionString(args[0]);
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database =
                    client.getDatabase("muzon_bench_" + ProcessHandle.current().pid());
            try {
                System.out.println(run(database, rate, seconds));
            } finally {
                database.drop();
            }
        }
    }

    private static String run(MongoDatabase database, int rate, int seconds) throws InterruptedException {
        Doorbell doorbell = new Doorbell();
        QueueLatencyBenchmark benchmark = new QueueLatencyBenchmark(
                new MongoJobQueue(database, new StoreClock(database), doorbell),
                database.getCollection("writes").withWriteConcern(WriteConcern.MAJORITY));
        JobWorker worker = new JobWorker(
                benchmark.queue,
                benchmark::handle,
                ClaimGate.OPEN,
                doorbell,
                JobListener.NONE,
                new FailureLog(FailureClassifier.of(List.of()), List.of()),
                new WorkerSettings(QUEUE, "bench", 16, WorkerSettings.DEFAULT_LEASE));
        worker.start();
        int warmUp = rate * WARM_UP_SECONDS;
        int jobs = warmUp + rate * seconds;
        benchmark.publish(rate, jobs);
        benchmark.awaitHandled(jobs);
        worker.drain(DRAIN);
        return benchmark.report(rate, warmUp);
    }

    private void publish(int rate, int jobs) {
        long pause = TimeUnit.SECONDS.toNanos(1) / rate;
        long begin = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            awaitTime(begin + i * pause);
            queue.publish(new NewJob(
                    "bench:" + i,
                    QUEUE,
                    "bench",
                    Long.toString(System.nanoTime()),
                    "chat-" + i % CHATS,
                    i,
                    0,
                    1,
                    NewJob.DEFAULT_KEPT));
            awaitTime(begin + i * pause + pause / 2);
            write(i);
        }
    }

    private static void awaitTime(long nanoTime) {
        long pause = nanoTime - System.nanoTime();
        if (pause > 0) {
            LockSupport.parkNanos(pause);
        }
    }

    private void write(int number) {
        long begin = System.nanoTime();
        writes.insertOne(new Document("_id", number).append("queue", QUEUE));
        writeTimes.put(number, System.nanoTime() - begin);
    }

    private void awaitHandled(int jobs) {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (latencies.size() < jobs && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private JobOutcome handle(ClaimedJob job) {
        long latency = System.nanoTime() - Long.parseLong(job.payload());
        latencies.put(Integer.parseInt(job.id().substring("bench:".length())), latency);
        return JobOutcome.done();
    }

    private String report(int rate, int warmUp) {
        long[] sorted = sorted(latencies, warmUp);
        return String.format(
                Locale.ROOT,
                "{\"benchmark\":\"queue.publish-to-handler\",\"jobsPerSecond\":%d,\"jobs\":%d,\"p50Ms\":%.2f,"
                        + "\"p99Ms\":%.2f,\"maxMs\":%.2f,\"writeP50Ms\":%.2f,\"writeP99Ms\":%.2f,\"load1m\":%.2f}",
                rate,
                sorted.length,
                percentile(sorted, 50),
                percentile(sorted, 99),
                percentile(sorted, 100),
                percentile(sorted(writeTimes, warmUp), 50),
                percentile(sorted(writeTimes, warmUp), 99),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static long[] sorted(ConcurrentSkipListMap<Integer, Long> times, int warmUp) {
        return times.tailMap(warmUp).values().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    private static double percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
