package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.client.MongoCollection;
import dev.muzon.testkit.MongoFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoJobQueueTest extends JobQueueContract {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Override
    JobQueue createQueue() {
        mongo.clean();
        return new MongoJobQueue(mongo.database(), clock, doorbell);
    }

    @Test
    void theSweepRepairsALaneAfterACrashBetweenTwoSteps() throws InterruptedException {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        ClaimedJob first = claim();
        // The state that a crash between the completion and the promotion of the next leaves behind.
        jobs().updateOne(eq("a"), combine(set("state", "DONE"), unset("ready"), unset("head")));
        assertNothingToClaim();
        doorbell.await(QUEUE, Duration.ZERO, false);

        queue.sweep();
        queue.buryLost();

        assertThat(doorbell.await(QUEUE, Duration.ZERO, false).rang()).isTrue();
        assertThat(claim().id()).isEqualTo("b");
        assertThat(first.id()).isEqualTo("a");
    }

    @Test
    void publishingAgainPromotesAJobThatWasLeftWaiting() {
        queue.publish(keyed("a", "chat-1", 1));
        jobs().updateOne(eq("a"), combine(set("state", "WAIT"), unset("ready"), unset("head")));

        assertThat(queue.publish(keyed("a", "chat-1", 1))).isFalse();

        assertThat(claim().id()).isEqualTo("a");
    }

    @Test
    void aLongErrorTextIsCut() {
        queue.publish(job("a"));
        queue.bury(claim(), "x".repeat(100_000));

        assertThat(queue.dead(QUEUE, 1))
                .singleElement()
                .satisfies(dead -> assertThat(dead.error()).hasSize(1_000));
    }

    @Test
    void aJobOfVersion010ThatDoesNotSayHowLongItIsKeptIsKeptForAnHour() {
        queue.publish(job("old"));
        jobs().updateOne(eq("old"), unset("kept"));

        ClaimedJob old = claim();

        assertThat(old.kept()).isEqualTo(Duration.ofHours(1));
        assertThat(queue.complete(old)).isTrue();
        clock.advance(Duration.ofHours(1));
        queue.sweep();
        queue.buryLost();
        assertThat(queue.publish(job("old"))).isTrue();
    }

    @Test
    void anUnreadableHeadIsBuriedAndTheNextOfItsKeyIsClaimed() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        jobs().updateOne(eq("a"), unset("created"));

        assertThat(claim().id()).isEqualTo("b");

        assertThat(queue.dead(QUEUE, 10)).singleElement().satisfies(dead -> {
            assertThat(dead.id()).isEqualTo("a");
            assertThat(dead.attempts()).isZero();
            assertThat(dead.error()).isEqualTo(JobQueue.UNREADABLE);
        });
    }

    @Test
    void anUnreadableJobOfALaneThatWasHandedOverIsBuriedToo() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        jobs().updateOne(
                        eq("a"), combine(set("state", "WAIT"), unset("ready"), unset("head"), set("maxAttempts", "3")));

        assertThat(queue.claimFirst(QUEUE, "chat-1", "worker-1", LEASE)).isEmpty();

        assertThat(claim().id()).isEqualTo("b");
        assertThat(queue.dead("a")).isPresent();
    }

    @Test
    void anUnreadableJobThatIsRevivedIsClaimedWhenItsFieldsAreWhole() {
        queue.publish(job("a"));
        jobs().updateOne(eq("a"), combine(unset("created"), unset("attempts"), set("token", 0), set("trace", 7)));
        assertNothingToClaim();
        jobs().updateOne(eq("a"), unset("trace"));

        assertThat(queue.revive("a")).isTrue();

        assertThat(claim().id()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{attempts: 'x'}",
                "{attempts: null}",
                "{attempts: 1.5}",
                "{token: 'x'}",
                "{token: null}",
                "{token: NaN}",
                "{token: NumberLong('9223372036854775807')}",
                "{type: 7}",
                "{payload: {}}",
                "{payload: null}",
                "{key: 7}",
                "{maxAttempts: 'x'}",
                "{kept: 'x'}",
                "{kept: 1.5}",
                "{created: 'x'}",
                "{trace: 7}"
            })
    void aClaimedJobWithAFieldOfAWrongTypeHeldUpItsLaneAndItsQueue(String broken) {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        queue.publish(keyed("c", "chat-2", 3));
        jobs().updateOne(eq("a"), new Document("$set", Document.parse(broken)));

        assertThat(List.of(claim().id(), claimAfterASweep().id())).containsExactlyInAnyOrder("b", "c");

        assertThat(queue.dead(QUEUE, 10)).singleElement().satisfies(dead -> {
            assertThat(dead.id()).isEqualTo("a");
            assertThat(dead.error()).isEqualTo(JobQueue.UNREADABLE);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{attempts: 'x'}", "{token: 'x'}", "{token: NaN}", "{key: 7}", "{payload: null}"})
    void aWaitingJobWithAFieldOfAWrongTypeHeldUpTheLaneThatWasHandedOver(String broken) {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        jobs().updateOne(eq("a"), combine(set("state", "WAIT"), unset("ready"), unset("head")));
        jobs().updateOne(eq("a"), new Document("$set", Document.parse(broken)));

        Optional<ClaimedJob> handedOver = queue.claimFirst(QUEUE, "chat-1", "worker-1", LEASE);

        assertThat(handedOver.orElseGet(this::claim).id()).isEqualTo("b");
        queue.sweep();
        queue.buryLost();
        assertThat(queue.dead(QUEUE, 10)).extracting(DeadJob::id).containsExactly("a");
    }

    @Test
    void aJobWithoutANumberOfAttemptsCanBeRevived() {
        queue.publish(job("a"));
        jobs().updateOne(eq("a"), combine(set("attempts", "x"), set("token", "y")));
        assertNothingToClaim();

        assertThat(queue.revive("a")).isTrue();

        ClaimedJob revived = claim();
        assertThat(revived.attempt()).isOne();
        assertThat(queue.complete(revived)).isTrue();
    }

    @Test
    void aJobWhoseIdIsNoTextHeldUpItsQueue() {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        Document a = Objects.requireNonNull(jobs().find(eq("a")).first());
        jobs().deleteOne(eq("a"));
        jobs().insertOne(a.append("_id", 7));

        assertThat(claim().id()).isEqualTo("b");
        assertThat(queue.dead(QUEUE, 10))
                .singleElement()
                .satisfies(dead -> assertThat(dead.id()).isEqualTo("7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{at: 'x'}", "{at: null}"})
    void aHeadThatIsNeverDueHeldUpItsLane(String broken) {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        jobs().updateOne(eq("a"), new Document("$set", Document.parse(broken)));

        assertThat(claimAfterASweep().id()).isEqualTo("b");
        assertThat(queue.dead(QUEUE, 10)).extracting(DeadJob::id).containsExactly("a");
    }

    static Stream<String> fields() {
        return Stream.of(
                "queue",
                "type",
                "payload",
                "priority",
                "key",
                "seq",
                "state",
                "ready",
                "head",
                "due",
                "at",
                "token",
                "attempts",
                "maxAttempts",
                "kept",
                "created");
    }

    // A head without "queue" or "ready", or without "at" and "token", held its lane forever.
    @ParameterizedTest
    @MethodSource("fields")
    void aHeadThatLostAnyTwoFieldsHeldUpItsLane(String first) {
        for (String second : fields().toList()) {
            mongo.clean();
            queue = new MongoJobQueue(mongo.database(), clock, doorbell);
            queue.publish(keyed("a", "chat-1", 1));
            queue.publish(keyed("b", "chat-1", 2));
            jobs().updateOne(eq("a"), combine(unset(first), unset(second)));

            assertThat(claimedInTheEnd()).as("without %s and %s", first, second).contains("b");
            assertThat(unfinished()).as("without %s and %s", first, second).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aWaitingJobThatLostAnyTwoFieldsHeldUpItsLane(String first) {
        for (String second : fields().toList()) {
            mongo.clean();
            queue = new MongoJobQueue(mongo.database(), clock, doorbell);
            for (String id : List.of("a", "b", "c")) {
                queue.publish(keyed(id, "chat-1", id.charAt(0)));
            }
            jobs().updateOne(eq("b"), combine(unset(first), unset(second)));

            assertThat(claimedInTheEnd()).as("without %s and %s", first, second).contains("a", "c");
            assertThat(unfinished()).as("without %s and %s", first, second).isEmpty();
        }
    }

    /** Claims and completes what can be claimed. Behind a job whose key is lost only a sweep promotes. */
    private List<String> claimedInTheEnd() {
        List<String> claimed = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            queue.sweep();
            queue.buryLost();
            queue.claim(QUEUE, "worker-1", LEASE).ifPresent(job -> {
                claimed.add(job.id());
                assertThat(queue.complete(job)).isTrue();
            });
        }
        return claimed;
    }

    private static List<Object> unfinished() {
        return jobs().find(nin("state", "DONE", "DEAD"))
                .map(job -> job.get("_id"))
                .into(new ArrayList<>());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{queue: 7}", "{key: 7}", "{queue: 'other', ready: true, head: 7}"})
    void oneJobWithAFieldOfAWrongTypeEndedEverySweep(String broken) {
        queue.publish(keyed("bad", "chat-0", 0));
        queue.publish(keyed("a", "chat-1", 1));
        jobs().updateMany(new Document(), combine(set("state", "WAIT"), unset("ready"), unset("head")));
        jobs().updateOne(eq("bad"), new Document("$set", Document.parse(broken)));

        assertThat(claimAfterASweep().id()).isEqualTo("a");
    }

    @Test
    void aWaitingJobThatCannotBeReadHidTheOthersOfItsKey() {
        for (String id : List.of("a", "b", "c")) {
            queue.publish(keyed(id, "chat-1", id.charAt(0)));
        }
        jobs().updateOne(eq("b"), set("payload", 7));

        assertThat(queue.waiting(QUEUE, "chat-1", 10))
                .extracting(WaitingJob::id)
                .containsExactly("c");
    }

    @Test
    void aDeadJobThatCannotBeReadHidTheOthers() {
        for (String id : List.of("a", "b")) {
            queue.publish(job(id));
            queue.bury(claim(), "broken");
        }
        jobs().updateOne(eq("a"), combine(unset("finished"), set("payload", 7)));

        assertThat(queue.dead(QUEUE, 10)).extracting(DeadJob::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void oneUpdateWithoutATokenKeptTheOthersFromBeingSkipped() {
        queue.publish(job("a"));
        queue.publish(keyed("b", "chat-1", 1));
        queue.publish(job("c"));
        jobs().updateOne(eq("a"), set("token", "x"));

        assertThat(queue.skip(List.of("a", "b", "c"), Duration.ofHours(1))).isEmpty();

        assertNothingToClaim();
    }

    private ClaimedJob claimAfterASweep() {
        queue.sweep();
        queue.buryLost();
        return claim();
    }

    @Test
    void countsAndDeadJobsComeFromAnIndexOfARealServer() {
        assumeThat(Stream.of("MUZON_TEST_MONGO_URI", "MUZON_TEST_MONGO_IMAGE").map(System::getenv))
                .as("the embedded server explains nothing")
                .anyMatch(Objects::nonNull);
        queue.publish(job("a"));

        assertThat(explain(and(in("state", "WAIT", "READY", "RUN", "DEAD"), eq("queue", QUEUE))))
                .doesNotContain("COLLSCAN");
        assertThat(explain(and(eq("state", "DEAD"), eq("queue", QUEUE)))).doesNotContain("COLLSCAN");
    }

    private static String explain(Bson filter) {
        return jobs().find(filter).explain().toJson();
    }

    private static MongoCollection<Document> jobs() {
        return mongo.database().getCollection("jobs");
    }
}
