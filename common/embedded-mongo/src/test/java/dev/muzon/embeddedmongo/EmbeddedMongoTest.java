package dev.muzon.embeddedmongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private EmbeddedMongo mongo;
    private MongoClient client;

    @BeforeEach
    void start() throws IOException {
        mongo = EmbeddedMongo.inMemory(ANY_PORT);
        client = MongoClients.create(mongo.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void helloIsAnsweredAsAWritablePrimaryWithItsTime() {
        Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));

        assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
        assertThat(hello.getDate("localTime")).isNotNull();
        assertThat(hello.getInteger("maxWireVersion")).isPositive();
    }

    @Test
    void countersGiveEveryConcurrentClientItsOwnNumber() throws Exception {
        MongoCollection<Document> counters = client.getDatabase("test").getCollection("counters");
        FindOneAndUpdateOptions options =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        Callable<Integer> next = () -> counters.findOneAndUpdate(eq("one"), Updates.inc("n", 1), options)
                .getInteger("n");

        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Integer> numbers = clients
                    .invokeAll(IntStream.range(0, 500).mapToObj(i -> next).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();

            assertThat(numbers).doesNotHaveDuplicates().contains(1, 500);
        }
    }

    @Test
    void uniqueSparseIndexesRefuseDuplicates() {
        MongoCollection<Document> jobs = client.getDatabase("test").getCollection("jobs");
        jobs.createIndex(
                Indexes.ascending("head"), new IndexOptions().unique(true).sparse(true));
        jobs.insertOne(new Document("_id", "a").append("head", "q|1"));
        jobs.insertOne(new Document("_id", "b"));
        jobs.insertOne(new Document("_id", "c"));

        assertThatThrownBy(() -> jobs.insertOne(new Document("_id", "d").append("head", "q|1")))
                .isInstanceOf(MongoWriteException.class);
        assertThatThrownBy(() -> jobs.findOneAndUpdate(eq("b"), Updates.set("head", "q|1")))
                .isInstanceOfAny(DuplicateKeyException.class, com.mongodb.MongoCommandException.class);
        assertThat(jobs.find(eq("b")).first()).doesNotContainKey("head");
    }

    @Test
    void aTakenPortIsReportedInOneSentence() {
        assertThatThrownBy(() -> EmbeddedMongo.inMemory(mongo.address()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on")
                .hasMessageContaining(Integer.toString(mongo.address().getPort()));
    }

    // The library left the documents under the old name, where a restart did not look for them.
    @Test
    void aRenamedCollectionHasItsDocumentsAfterARestart(@TempDir Path data) throws IOException {
        try (EmbeddedMongo first = EmbeddedMongo.inDirectory(ANY_PORT, data);
                MongoClient writer = MongoClients.create(first.uri())) {
            MongoDatabase database = writer.getDatabase("test");
            database.getCollection("new").insertOne(new Document("_id", 1));
            database.getCollection("old").insertOne(new Document("_id", 2));
            database.getCollection("old")
                    .renameCollection(new MongoNamespace("test.new"), new RenameCollectionOptions().dropTarget(true));
            database.getCollection("new").insertOne(new Document("_id", 3));
            database.getCollection("old").insertOne(new Document("_id", 4));
        }

        try (EmbeddedMongo second = EmbeddedMongo.inDirectory(ANY_PORT, data);
                MongoClient reader = MongoClients.create(second.uri())) {
            MongoDatabase database = reader.getDatabase("test");
            assertThat(database.getCollection("new").find())
                    .containsExactlyInAnyOrder(new Document("_id", 2), new Document("_id", 3));
            assertThat(database.getCollection("old").find()).containsExactly(new Document("_id", 4));
        }
    }

    @Test
    void aDirectoryInUseIsRefusedToASecondServer(@TempDir Path data) throws IOException {
        try (EmbeddedMongo owner = EmbeddedMongo.inDirectory(ANY_PORT, data)) {
            assertThat(owner.uri()).startsWith("mongodb://127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedMongo.inDirectory(ANY_PORT, data))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot open");
        }
    }
}
