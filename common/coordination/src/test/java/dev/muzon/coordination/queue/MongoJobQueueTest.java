package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.muzon.testkit.MongoFixture;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoJobQueueTest extends JobQueueContract {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Override
    JobQueue createQueue() {
        mongo.clean();
        return new MongoJobQueue(mongo.database(), clock, doorbell);
    }

    @Test
    void theSweepMendsALaneWhoseHeadDiedBetweenTwoSteps() throws InterruptedException {
        queue.publish(keyed("a", "chat-1", 1));
        queue.publish(keyed("b", "chat-1", 2));
        ClaimedJob first = claim();
        // What a crash between the completion and the promotion of the next leaves behind.
        jobs().updateOne(eq("a"), combine(set("state", "DONE"), unset("ready"), unset("head")));
        assertNothingToClaim();
        doorbell.await(QUEUE, Duration.ZERO);

        queue.sweep();

        assertThat(doorbell.await(QUEUE, Duration.ZERO)).isTrue();
        assertThat(claim().id()).isEqualTo("b");
        assertThat(first.id()).isEqualTo("a");
    }

    @Test
    void publishingAgainMendsAJobThatNeverLeftTheWaitingState() {
        queue.publish(keyed("a", "chat-1", 1));
        jobs().updateOne(eq("a"), combine(set("state", "WAIT"), unset("ready"), unset("head")));

        assertThat(queue.publish(keyed("a", "chat-1", 1))).isFalse();

        assertThat(claim().id()).isEqualTo("a");
    }

    @Test
    void aLongErrorIsCut() {
        queue.publish(job("a"));
        queue.bury(claim(), "x".repeat(100_000));

        assertThat(queue.dead(QUEUE, 1))
                .singleElement()
                .satisfies(dead -> assertThat(dead.error()).hasSize(1_000));
    }

    private static MongoCollection<Document> jobs() {
        return mongo.database().getCollection("jobs");
    }
}
