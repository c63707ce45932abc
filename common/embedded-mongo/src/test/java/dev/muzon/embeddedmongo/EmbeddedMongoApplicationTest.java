package dev.muzon.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real child process, killed for real. */
class EmbeddedMongoApplicationTest {
    private static final int WRITERS = 4;

    @TempDir
    private Path data;

    @Test
    void aKilledServerLosesNoAcknowledgedWrite() throws Exception {
        Set<String> acknowledged;
        try (ServerProcess server = ServerProcess.start(0, data)) {
            acknowledged = writeUntilKilled(server);
        }

        try (ServerProcess again = ServerProcess.start(0, data)) {
            assertThat(storedIds(again.awaitUri())).containsAll(acknowledged);
        }
    }

    @Test
    void aWriteWithConcernOneIsInTheFileAfterTheNextCommand() throws Exception {
        try (ServerProcess server = ServerProcess.start(0, data);
                MongoClient client = MongoClients.create(server.awaitUri())) {
            notes(client).withWriteConcern(WriteConcern.W1).insertOne(new Document("_id", "promoted"));
            notes(client).find().first();
            server.process().destroyForcibly().waitFor();
        }

        try (ServerProcess again = ServerProcess.start(0, data)) {
            assertThat(storedIds(again.awaitUri())).containsExactly("promoted");
        }
    }

    @Test
    void aTerminatedServerClosesCleanlyAndStartsAgain() throws Exception {
        try (ServerProcess server = ServerProcess.start(0, data);
                MongoClient client = MongoClients.create(server.awaitUri())) {
            notes(client).insertOne(new Document("_id", "kept"));
            server.process().destroy();
            assertThat(server.exitCode()).isEqualTo(143);
        }

        try (ServerProcess again = ServerProcess.start(0, data)) {
            assertThat(storedIds(again.awaitUri())).containsExactly("kept");
        }
    }

    @Test
    void aTakenPortEndsTheProcessWithOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                ServerProcess server = ServerProcess.start(taken.getLocalPort(), data)) {
            assertThat(server.output().readAllAsString().lines())
                    .singleElement()
                    .asString()
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z embedded mongo .*")
                    .contains("cannot listen on", Integer.toString(taken.getLocalPort()));
            assertThat(server.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatCannotWriteEndsAndLosesNoAcknowledgedWrite() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (ServerProcess server = ServerProcess.start(0, data, "prlimit", "--fsize=262144");
                MongoClient client = MongoClients.create(server.awaitUri())) {
            write(notes(client), 0, acknowledged);

            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output().readAllAsString())
                    .contains("embedded mongo ends: its file cannot be used any more: File too large\n");
        }
        try (ServerProcess again = ServerProcess.start(0, data)) {
            assertThat(storedIds(again.awaitUri())).containsAll(acknowledged);
        }
    }

    private static Set<String> writeUntilKilled(ServerProcess server) throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (MongoClient client = MongoClients.create(server.awaitUri())) {
            MongoCollection<Document> notes = notes(client);
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> Thread.ofVirtual().start(() -> write(notes, writer, acknowledged)))
                    .toList();
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= 200);
            server.process().destroyForcibly().waitFor();
            for (Thread writer : writers) {
                writer.join();
            }
        }
        return acknowledged;
    }

    private static void write(MongoCollection<Document> notes, int writer, Set<String> acknowledged) {
        try {
            for (int i = 0; ; i++) {
                String id = "note:" + writer + ":" + i;
                notes.insertOne(new Document("_id", id).append("text", "x".repeat(200)));
                acknowledged.add(id);
            }
        } catch (MongoException e) {
            assertThat(acknowledged).isNotEmpty();
        }
    }

    private static Set<String> storedIds(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            return notes(client).distinct("_id", String.class).into(new HashSet<>());
        }
    }

    private static MongoCollection<Document> notes(MongoClient client) {
        return client.getDatabase("test").getCollection("notes");
    }
}
