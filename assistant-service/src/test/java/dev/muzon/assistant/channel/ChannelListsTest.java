package dev.muzon.assistant.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Tests of the list of a chat's channels, and of what a search reads of it. */
class ChannelListsTest {
    private static final Instant NOON = Instant.parse("2030-01-02T12:00:00Z");
    private static final long CHAT = -7;

    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final MongoClient client = MongoClients.create(MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(MONGO.uri()))
            .addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    questions.incrementAndGet();
                }

                @Override
                public void commandSucceeded(CommandSucceededEvent event) {
                    read.addAndGet(event.getResponse()
                            .getDocument("cursor", new BsonDocument())
                            .getArray("firstBatch", new BsonArray())
                            .size());
                }
            })
            .build());
    private final MongoTemplate mongo =
            new MongoTemplate(client, MONGO.database().getName());
    private final StoredDocuments documents =
            new StoredDocuments(mongo, new FailureLog(FailureClassifier.of(List.of()), List.of()));
    private final ChannelStore channels = new ChannelStore(mongo, documents);
    private final PostStore posts = new PostStore(mongo, documents);
    private final ChannelLists lists = new ChannelLists(channels, posts);

    @BeforeEach
    void clean() {
        MONGO.clean();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void eachChannelIsListedWithItsPosts() {
        add(-1, 3);
        add(-2, 0);
        add(-3, 2);
        posts.delete(-1, List.of(2L));

        assertThat(lists.of(CHAT))
                .extracting(ChannelView::title)
                .containsExactly("Channel 1", "Channel 2", "Channel 3");
        assertThat(lists.of(CHAT)).extracting(ChannelView::posts).containsExactly(2, 0, 2);
    }

    @Test
    void aChannelThatIsNotReadYetIsListedWithItsAddress() {
        channels.subscribe(
                new Subscription(Subscription.id(CHAT, "p"), CHAT, "p", null, "@night", "main", "tg:1", NOON));

        assertThat(lists.of(CHAT)).singleElement().satisfies(one -> {
            assertThat(one.posts()).isZero();
            assertThat(one.pending()).isTrue();
            assertThat(one.title()).isNull();
        });
    }

    @Test
    void aLongListAskedTheDatabaseOnceForEachChannel() {
        LongStream.rangeClosed(1, 30).forEach(id -> add(-id, 1));
        questions.set(0);

        assertThat(lists.of(CHAT)).hasSize(30).allMatch(one -> one.posts() == 1);

        assertThat(questions).hasValueLessThan(5);
    }

    @Test
    void aSearchInALongListReadsTheChannelsThatItFinds() {
        LongStream.rangeClosed(1, 50).forEach(id -> add(-id, 1));
        read.set(0);

        assertThat(new PostSearch(lists, posts).posts(CHAT, "nocturne", 2)).hasSize(2);

        assertThat(read).hasValueLessThan(5);
    }

    @Test
    void aSearchFindsWhatIsOnTheListOnly() {
        add(-1, 1);
        add(-2, 1);
        channels.subscribe(
                new Subscription(Subscription.id(CHAT, "p"), CHAT, "p", null, "@night", "main", "tg:1", NOON));
        lists.remove(CHAT, StoredChannel.key(-2));

        assertThat(new PostSearch(lists, posts).posts(CHAT, "nocturne", 10))
                .singleElement()
                .satisfies(post -> assertThat(post.channelTitle()).isEqualTo("Channel 1"));
    }

    private void add(long id, int number) {
        mongo.save(new StoredChannel(id, "main", "Channel " + -id, null, true, false, null));
        String key = StoredChannel.key(id);
        channels.subscribe(new Subscription(
                Subscription.id(CHAT, key), CHAT, key, id, "@channel", "main", "tg:1", NOON.plusSeconds(-id)));
        posts.save(IntStream.rangeClosed(1, number).mapToObj(i -> post(id, i)).toList());
    }

    private static StoredPost post(long channel, long number) {
        return new StoredPost(
                StoredPost.id(channel, number),
                channel,
                number,
                NOON.plusSeconds(number),
                "Nocturne",
                List.of(),
                null,
                List.of("nocturne"));
    }
}
