package dev.muzon.assistant.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;

/**
 * A measurement of the search in 100,000 posts of 500 channels, without the service around it. It prints a line for each
 * kind of search, once with the index of words alone and once with the sorted one, and runs by its name only.
 */
class PostSearchBench {
    private static final int CHANNELS = 500;
    private static final int POSTS = 100_000;
    private static final int QUERIES = 200;
    private static final long ALL = -7;
    private static final long FEW = -8;

    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final Random random = new Random(1);

    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final StoredDocuments documents =
            new StoredDocuments(mongo, new FailureLog(FailureClassifier.of(List.of()), List.of()));
    private final ChannelStore channels = new ChannelStore(mongo, documents);
    private final PostStore posts = new PostStore(mongo, documents);
    private final PostSearch search = new PostSearch(new ChannelLists(channels, posts), posts);

    @BeforeAll
    static void fill() {
        MongoCollection<Document> stored = MONGO.database().getCollection("channels");
        MongoCollection<Document> lists = MONGO.database().getCollection("channelSubscriptions");
        for (long id = 1; id <= CHANNELS; id++) {
            stored.insertOne(new Document("_id", -id)
                    .append("account", "main")
                    .append("title", "Channel " + id)
                    .append("complete", true)
                    .append("leaving", false));
            subscribe(lists, ALL, -id);
            if (id % 100 == 0) {
                subscribe(lists, FEW, -id);
            }
        }
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            List<String> words =
                    Stream.generate(PostSearchBench::word).limit(12).distinct().toList();
            batch.add(new Document("_id", "bench:" + i)
                    .append("channel", -1L - i % CHANNELS)
                    .append("post", (long) i)
                    .append("sent", Date.from(Instant.EPOCH.plusSeconds(i)))
                    .append("text", String.join(" ", words))
                    .append("links", List.of())
                    .append("words", words));
        }
        MONGO.database().getCollection("channelPosts").insertMany(batch);
    }

    private static void subscribe(MongoCollection<Document> lists, long chat, long channel) {
        String key = StoredChannel.key(channel);
        lists.insertOne(new Document("_id", Subscription.id(chat, key))
                .append("chat", chat)
                .append("key", key)
                .append("channel", channel)
                .append("address", "@channel_" + -channel)
                .append("account", "main")
                .append("added", Date.from(Instant.EPOCH)));
    }

    /** Returns a word. Some are much more frequent than others, "w0" stands in every third post. */
    private static String word() {
        return "w" + (int) (20_000 * Math.pow(random.nextDouble(), 3));
    }

    @Test
    void searchesAreMeasuredWithBothIndexes() {
        MONGO.database().getCollection("channelSubscriptions").createIndex(new Document("chat", 1));
        mongo.indexOps(StoredPost.class).createIndex(new Index().on(StoredPost.WORDS, Sort.Direction.ASC));
        measure("words");
        mongo.indexOps(StoredPost.class).dropIndex("words_1");
        posts.createIndexes();
        measure("sorted");
    }

    private void measure(String index) {
        print(index, "random words", () -> search.posts(ALL, word(), 10).size());
        print(index, "the most frequent word", () -> search.posts(ALL, "w0", 10).size());
        print(index, "two frequent words", () -> search.posts(ALL, "w0 w1", 10).size());
        print(
                index,
                "frequent in few channels",
                () -> search.posts(FEW, "w0", 10).size());
        print(
                index,
                "songs, of which there are none",
                () -> search.songs(FEW, "w0", 10).size());
    }

    private static void print(String index, String what, Supplier<Integer> query) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < QUERIES + 20; i++) {
            long began = System.nanoTime();
            assertThat(query.get()).isLessThanOrEqualTo(10);
            if (i >= 20) {
                times.add((System.nanoTime() - began) / 1e6);
            }
        }
        times.sort(null);
        System.out.printf(
                "BENCH %-7s %-32s median %7.1f  p95 %7.1f  worst %7.1f ms%n",
                index, what, times.get(QUERIES / 2), times.get(QUERIES * 95 / 100), times.getLast());
    }
}
