package dev.muzon.coordination.queue;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.TestFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/**
 * A worker in a separate JVM, to be killed. It records every run it starts and every one it settles. A worker that
 * hangs does so after a few jobs, ignoring interrupts, until the test lets it go on.
 */
final class WorkerProcess {
    static final String QUEUE = "player";
    static final String STARTS = "starts";
    static final String SETTLEMENTS = "settlements";
    static final Duration LEASE = Duration.ofSeconds(2);
    private static final int JOBS_BEFORE_HANGING = 5;

    private WorkerProcess() {}

    static Process start(String uri, String owner, boolean hangs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        uri,
                        owner,
                        Boolean.toString(hangs))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Lets the jobs of a process that hangs go on. */
    static void goOn(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    public static void main(String[] args) throws IOException {
        String owner = args[1];
        boolean hangs = Boolean.parseBoolean(args[2]);
        ConnectionString uri = new ConnectionString(args[0]);
        CountDownLatch mayGoOn = new CountDownLatch(hangs ? 1 : 0);
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database = client.getDatabase(uri.getDatabase());
            Doorbell doorbell = new Doorbell();
            JobQueue queue = new MongoJobQueue(database, new StoreClock(database), doorbell);
            new JobWorker(
                            queue,
                            handler(database.getCollection(STARTS), owner, mayGoOn),
                            ClaimGate.OPEN,
                            doorbell,
                            recorder(database.getCollection(SETTLEMENTS), owner),
                            TestFailures.log(),
                            new WorkerSettings(QUEUE, owner, 4, LEASE))
                    .start();
            // The input ends with the test's JVM at the latest, so no worker outlives it.
            while (System.in.read() >= 0) {
                mayGoOn.countDown();
            }
        }
    }

    private static JobHandler handler(MongoCollection<Document> starts, String owner, CountDownLatch mayGoOn) {
        AtomicInteger started = new AtomicInteger();
        return job -> {
            starts.insertOne(new Document("job", job.id()).append("owner", owner));
            if (started.incrementAndGet() > JOBS_BEFORE_HANGING) {
                awaitDeafly(mayGoOn);
            }
            return JobOutcome.done();
        };
    }

    private static void awaitDeafly(CountDownLatch latch) {
        boolean waited = false;
        while (!waited) {
            try {
                latch.await();
                waited = true;
            } catch (InterruptedException e) {
                waited = false;
            }
        }
    }

    private static JobListener recorder(MongoCollection<Document> settlements, String owner) {
        return new JobListener() {
            @Override
            public void settled(ClaimedJob job, Settlement settlement, Duration ran) {
                settlements.insertOne(
                        new Document("job", job.id()).append("owner", owner).append("settlement", settlement.name()));
            }
        };
    }
}
