package dev.muzon.assistant.channel;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Tests of lists of channels and posts among which one document cannot be read. */
class UnreadableChannelsTest {
    private static final Instant NOON = Instant.parse("2030-01-02T12:00:00Z");

    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final StoredDocuments documents =
            new StoredDocuments(mongo, new FailureLog(FailureClassifier.of(List.of()), List.of()));
    private final ChannelStore channels = new ChannelStore(mongo, documents);
    private final PostStore posts = new PostStore(mongo, documents);

    @BeforeEach
    void clean() {
        MONGO.clean();
    }

    @Test
    void oneChannelThatCannotBeReadCostTheChatItsList() {
        channels.subscribe(subscription("a"));
        channels.subscribe(subscription("b"));
        set("channelSubscriptions", Subscription.id(-1, "a"), new Document("added", "yesterday"));

        assertThat(channels.listOf(-1)).extracting(Subscription::key).containsExactly("b");
        assertThat(channels.pendingOf("main")).extracting(Subscription::key).containsExactly("b");
    }

    @Test
    void oneChannelThatCannotBeReadCostTheAccountItsOthers() {
        mongo.save(new StoredChannel(-1L, "main", "A", null, true, false, null));
        mongo.save(new StoredChannel(-2L, "main", "B", null, true, false, null));
        set("channels", -1L, new Document("complete", new Document()));

        assertThat(channels.channelsOf("main")).extracting(StoredChannel::title).containsExactly("B");
        assertThat(channels.channel(-1)).isEmpty();
    }

    @Test
    void onePostThatCannotBeReadCostTheSearchItsResults() {
        posts.save(List.of(post(1), post(2), post(3)));
        set("channelPosts", StoredPost.id(-1, 1), new Document("sent", "yesterday"));
        set("channelPosts", StoredPost.id(-1, 2), new Document("links", null));

        assertThat(posts.search(List.of("nocturne"), List.of(-1L), 10, false))
                .extracting(StoredPost::post)
                .containsExactly(3L, 2L);
        assertThat(posts.of(-1)).hasSize(2);
    }

    private static Subscription subscription(String key) {
        return new Subscription(Subscription.id(-1, key), -1, key, null, "@night", "main", "tg:1", NOON);
    }

    private static StoredPost post(long number) {
        return new StoredPost(
                StoredPost.id(-1, number),
                -1,
                number,
                NOON.plusSeconds(number),
                "Nocturne",
                List.of(),
                null,
                List.of("nocturne"));
    }

    private static void set(String collection, Object id, Document fields) {
        MONGO.database().getCollection(collection).updateOne(eq(id), new Document("$set", fields));
    }
}
