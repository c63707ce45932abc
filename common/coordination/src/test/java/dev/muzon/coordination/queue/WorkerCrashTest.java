package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import dev.muzon.coordination.StoreClock;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Test of three real worker processes. One is killed, one stands still beyond its lease, and every job is done.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "stops and continues processes by signals")
class WorkerCrashTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private static final int KEYS = 10;
    private static final int JOBS_PER_KEY = 12;
    /** On a loaded machine claims may expire by accident. */
    private static final int MAX_ATTEMPTS = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killAll() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void everyJobIsDoneThoughOneWorkerIsKilledAndOneIsAZombie() throws Exception {
        publishAll();
        Process victim = start("victim", true);
        Process zombie = start("zombie", true);
        awaitHanging("victim");
        awaitHanging("zombie");

        victim.destroyForcibly().waitFor();
        signal("STOP", zombie);
        start("steady", false);
        await().atMost(PATIENCE).until(() -> jobs().countDocuments(eq("state", "DONE")) == KEYS * JOBS_PER_KEY);
        List<Document> done = jobs().find().sort(ascending("key", "seq")).into(new ArrayList<>());

        signal("CONT", zombie);
        WorkerProcess.goOn(zombie);
        await().atMost(PATIENCE).until(() -> lostBy("zombie") > 0);

        assertThat(jobs().find().sort(ascending("key", "seq")).into(new ArrayList<>()))
                .as("the zombie's late settlements changed nothing")
                .isEqualTo(done);
        assertFinishedInSequence(done);
        assertThat(starts("victim") + starts("zombie") + starts("steady"))
                .as("the jobs that the victim and the zombie left ran again")
                .isGreaterThanOrEqualTo(KEYS * JOBS_PER_KEY + 2);
    }

    private static void publishAll() {
        JobQueue queue = new MongoJobQueue(mongo.database(), new StoreClock(mongo.database()), new Doorbell());
        for (int seq = 0; seq < JOBS_PER_KEY; seq++) {
            for (int key = 0; key < KEYS; key++) {
                String chat = "chat-" + key;
                queue.publish(new NewJob(
                        chat + ":" + seq,
                        WorkerProcess.QUEUE,
                        "t",
                        "{}",
                        chat,
                        seq,
                        0,
                        MAX_ATTEMPTS,
                        NewJob.DEFAULT_KEPT));
            }
        }
    }

    private Process start(String owner, boolean hangs) throws IOException {
        Process process = WorkerProcess.start(mongo.uri(), owner, hangs);
        processes.add(process);
        return process;
    }

    private static void awaitHanging(String owner) {
        await().atMost(PATIENCE).until(() -> starts(owner) > settled(owner) && settled(owner) >= 5);
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void assertFinishedInSequence(List<Document> jobsByKeyAndSeq) {
        for (int key = 0; key < KEYS; key++) {
            String chat = "chat-" + key;
            assertThat(jobsByKeyAndSeq.stream()
                            .filter(job -> job.getString("key").equals(chat))
                            .map(job -> job.getDate("finished")))
                    .hasSize(JOBS_PER_KEY)
                    .isSorted();
        }
    }

    private static MongoCollection<Document> jobs() {
        return mongo.database().getCollection("jobs");
    }

    private static long starts(String owner) {
        return mongo.database().getCollection(WorkerProcess.STARTS).countDocuments(eq("owner", owner));
    }

    private static long settled(String owner) {
        return mongo.database().getCollection(WorkerProcess.SETTLEMENTS).countDocuments(eq("owner", owner));
    }

    private static long lostBy(String owner) {
        return mongo.database()
                .getCollection(WorkerProcess.SETTLEMENTS)
                .countDocuments(and(eq("owner", owner), eq("settlement", "LOST")));
    }
}
