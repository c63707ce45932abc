package dev.muzon.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.StoredIndexes;
import dev.muzon.coordination.lease.MongoLeases;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.testkit.MongoFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class IndexStepTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final List<Integer> ends = new ArrayList<>();

    @Test
    void theStepAloneMakesTheIndexesOfJobsAndLeasesAndEndsWell() {
        var clock = new StoreClock(MONGO.database());
        var jobs = new MongoJobQueue(MONGO.database(), clock, new Doorbell());

        start(true, jobs, new MongoLeases(MONGO.database(), clock));

        assertThat(ends).containsExactly(0);
        assertThat(keys("jobs")).contains(new Document("head", 1), new Document("_id", 1).append("token", 1));
        assertThat(keys("leases")).contains(new Document("owner", 1));
    }

    @Test
    void theStepAloneFailsWhenTheStoreIsAway() {
        start(true, IndexStepTest::away);

        assertThat(ends).containsExactly(1);
    }

    @Test
    void anIndexThatCouldNotBeMadeStoppedThoseBehindIt(CapturedOutput output) {
        var made = new AtomicBoolean();

        start(
                true,
                () -> {
                    throw new IllegalStateException("two players have one name");
                },
                () -> made.set(true),
                () -> {
                    throw new IllegalStateException("two posts have one number");
                });

        assertThat(made).isTrue();
        assertThat(ends).containsExactly(1);
        assertThat(output).contains("two players have one name", "two posts have one number");
    }

    @Test
    void aServiceStartsWithoutTheStoreAndItsStepGoesOn() {
        var step = start(false, IndexStepTest::away);

        assertThat(step.isRunning()).isTrue();
        assertThat(ends).isEmpty();
        step.stop();
    }

    @Test
    void aServiceMakesItsIndexesOnceBesideItsStart() {
        var made = new AtomicBoolean();
        var step = start(false, () -> made.set(true));

        await("the end of the step").until(() -> !step.isRunning());
        assertThat(made).isTrue();
        assertThat(ends).isEmpty();
    }

    /** Starts the step as a service does. */
    private IndexStep start(boolean only, StoredIndexes... indexes) {
        var step = new IndexStep(() -> Stream.of(indexes), only, ends::add);
        context.registerBean(IndexStep.class, () -> step);
        context.refresh();
        return step;
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static void away() {
        throw new MongoTimeoutException("no server");
    }

    private static List<Document> keys(String collection) {
        return MONGO.database()
                .getCollection(collection)
                .listIndexes()
                .map(index -> index.get("key", Document.class))
                .into(new ArrayList<>());
    }
}
