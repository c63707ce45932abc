package dev.muzon.embeddedmongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final List<Object> VALUES = Arrays.asList(
            null,
            1,
            1L,
            1.0,
            2,
            -7L,
            "a",
            "b",
            "",
            true,
            false,
            new BsonDateTime(1),
            new BsonDateTime(2),
            new ObjectId("0123456789abcdef01234567"),
            new Binary(new byte[] {1, 2}),
            new Document("x", 1),
            List.of(),
            List.of(1, "a"),
            Arrays.asList("b", null));

    @Test
    void anIndexFindsTheSameDocumentsAsAScan() throws IOException {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(ANY_PORT);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> plain = client.getDatabase("test").getCollection("plain");
            MongoCollection<Document> indexed = client.getDatabase("test").getCollection("indexed");
            indexed.createIndex(ascending("v", "w"));
            Random random = new Random(1);
            for (int i = 0; i < 300; i++) {
                change(random, List.of(plain, indexed));
            }
            for (Bson filter : filters()) {
                assertThat(ids(indexed, filter)).as("%s", filter).isEqualTo(ids(plain, filter));
                assertThat(indexed.countDocuments(filter)).as("%s", filter).isEqualTo(plain.countDocuments(filter));
            }
        }
    }

    // Each new post of a channel counted those of its day, and looked at all posts of all channels for that.
    @Test
    void countingLooksAtWhatTheIndexFindsOnly() throws IOException {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(ANY_PORT);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> plain = client.getDatabase("test").getCollection("plain");
            MongoCollection<Document> indexed = client.getDatabase("test").getCollection("indexed");
            indexed.createIndex(compoundIndex(ascending("v"), descending("_id")));
            for (MongoCollection<Document> each : List.of(plain, indexed)) {
                each.insertMany(IntStream.range(0, 20_000)
                        .mapToObj(i -> new Document("_id", i).append("v", i % 1000))
                        .toList());
            }
            count(plain); // the first ones load classes
            count(indexed);

            assertThat(count(indexed)).isLessThan(count(plain).dividedBy(4));
        }
    }

    private static Duration count(MongoCollection<Document> collection) {
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(collection.countDocuments(and(eq("v", i), lt("_id", 10_000))))
                    .isEqualTo(10);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void anIndexWithTheNewestFirstAnswersInTheSameOrderAsASort() throws IOException {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory(ANY_PORT);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> plain = client.getDatabase("test").getCollection("plain");
            MongoCollection<Document> indexed = client.getDatabase("test").getCollection("indexed");
            indexed.createIndex(compoundIndex(ascending("v"), descending("w", "_id")));
            Random random = new Random(1);
            for (int i = 0; i < 300; i++) {
                change(random, List.of(plain, indexed));
            }
            for (Bson filter : filters()) {
                assertThat(ids(indexed, filter)).as("%s", filter).isEqualTo(ids(plain, filter));
                assertThat(firstOf(indexed, filter)).as("%s", filter).isEqualTo(firstOf(plain, filter));
            }
        }
    }

    private static List<Document> firstOf(MongoCollection<Document> collection, Bson filter) {
        return collection
                .find(filter)
                .sort(descending("w", "_id"))
                .skip(1)
                .limit(5)
                .into(new ArrayList<>());
    }

    private static void change(Random random, List<MongoCollection<Document>> collections) {
        int id = random.nextInt(60);
        Object value = VALUES.get(random.nextInt(VALUES.size()));
        int what = random.nextInt(5);
        for (MongoCollection<Document> collection : collections) {
            switch (what) {
                case 0 -> collection.deleteOne(eq(id));
                case 1 -> collection.updateOne(eq(id), unset("v"));
                case 2 -> collection.updateOne(eq(id), Updates.set("w", id % 3));
                default -> {
                    if (collection.updateOne(eq(id), set("v", value)).getMatchedCount() == 0) {
                        collection.insertOne(new Document("_id", id).append("v", value));
                    }
                }
            }
        }
    }

    private static List<Bson> filters() {
        List<Bson> filters = new ArrayList<>(List.of(
                empty(),
                exists("v"),
                exists("v", false),
                in("v", 1, "a"),
                in("v", Pattern.compile("^a")),
                in("v", null, 2),
                nin("v", 1, 2),
                regex("v", "^b"),
                new Document("v", new Document("$type", BsonType.STRING.getValue())),
                or(eq("v", 1), eq("w", 2)),
                and(eq("v", 1), eq("w", 1)),
                and(eq("v", 1), eq("v", "a")),
                and(in("v", 1, 2, "a"), ne("w", 0), or(eq("w", 1), exists("w", false))),
                and(gt("v", 0), lt("v", 2)),
                and(lte("v", new BsonDateTime(1)), eq("w", 1))));
        for (Object value : VALUES) {
            filters.add(eq("v", value));
            filters.add(ne("v", value));
            filters.add(new Document("v", new Document("$eq", value)));
            if (value != null && !(value instanceof List)) {
                filters.add(lte("v", value));
                filters.add(lt("v", value));
                filters.add(gt("v", value));
            }
        }
        return filters;
    }

    private static List<Integer> ids(MongoCollection<Document> collection, Bson filter) {
        return collection.find(filter).map(found -> found.getInteger("_id")).into(new ArrayList<>()).stream()
                .sorted()
                .toList();
    }

    @Test
    void indexesAndAllKindsOfValuesSurviveARestart(@TempDir Path data) throws IOException {
        Document everything = new Document("_id", "everything")
                .append("v", "x")
                .append("unique", 5)
                .append("uuid", new Binary(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)))
                .append("date", new BsonDateTime(77))
                .append("nested", new Document("list", List.of(1, 2L, 3.5, "ü", new Document("deep", true))))
                .append("none", null);
        try (EmbeddedMongo mongo = EmbeddedMongo.inDirectory(ANY_PORT, data);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
            things.createIndex(ascending("v"));
            things.createIndex(
                    ascending("unique"), new IndexOptions().unique(true).sparse(true));
            things.insertOne(everything);
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.inDirectory(ANY_PORT, data);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
            assertThat(things.withDocumentClass(BsonDocument.class)
                            .find(eq("v", "x"))
                            .first())
                    .isEqualTo(everything.toBsonDocument());
            assertThatThrownBy(() -> things.insertOne(new Document("_id", "other").append("unique", 5)))
                    .isInstanceOf(MongoWriteException.class);
            things.insertOne(new Document("_id", "another").append("v", "x"));
            assertThat(things.countDocuments(eq("v", "x"))).isEqualTo(2);
        }
    }

    /**
     * Starts on a file that the library itself wrote: its documents are serialized objects, its indexes are in the
     * store.
     */
    @Test
    void aFileWrittenByTheLibraryItselfIsRead(@TempDir Path data) throws IOException {
        MongoServer before = new MongoServer(
                new H2Backend(MVStore.open(data.resolve("muzon.mv").toString())));
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + bind(before))) {
            MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
            things.createIndex(ascending("unique"), new IndexOptions().unique(true));
            things.createIndex(ascending("v"));
            for (int i = 0; i < 100; i++) {
                things.insertOne(
                        new Document("_id", "t" + i).append("unique", i).append("v", i % 2));
            }
        } finally {
            before.shutdownNow();
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.inDirectory(ANY_PORT, data);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
            assertThat(things.find(eq("v", 1)).into(new ArrayList<>())).hasSize(50);
            assertThat(things.updateOne(eq("unique", 7), set("v", 9)).getModifiedCount())
                    .isEqualTo(1);
            assertThat(things.find(eq("v", 9)).first()).containsEntry("_id", "t7");
        }
    }

    private static int bind(MongoServer server) {
        server.bind(ANY_PORT);
        return server.getLocalAddress().getPort();
    }
}
