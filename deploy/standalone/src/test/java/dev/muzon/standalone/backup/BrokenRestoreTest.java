package dev.muzon.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.muzon.embeddedmongo.EmbeddedMongo;
import dev.muzon.standalone.backup.BackupFile.Contents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a restore which ends in the middle changes nothing that a suite would read. */
class BrokenRestoreTest {
    private static final BackupKey KEY = BackupKey.of("0123456789abcdef".repeat(4));
    private static final Contents WHOLE = new Contents(452, 1);

    @TempDir
    private Path folder;

    private EmbeddedMongo mongo;
    private boolean runs;
    private MongoClient client;
    private BackupFile backup;
    private Path sessions;
    private Path sessionKey;

    @BeforeEach
    void backUp() throws IOException {
        start();
        MongoDatabase original = client.getDatabase("original");
        original.getCollection("chats").insertOne(new Document("_id", 7L));
        original.getCollection("players")
                .insertMany(IntStream.range(0, 450)
                        .mapToObj(chat -> new Document("_id", chat))
                        .toList());
        original.getCollection("tracks").insertOne(new Document("_id", "a"));
        Path login = Files.createDirectories(folder.resolve("tdlib/main"));
        Files.writeString(login.resolve("td.binlog"), "a login");
        sessions = folder.resolve("sessions");
        sessionKey = folder.resolve("session-key");
        backup = new BackupFile(folder.resolve("muzon.backup"), KEY);
        assertThat(backup.write(original, folder.resolve("tdlib"), sessionKey)).isEqualTo(WHOLE);
    }

    @AfterEach
    void stop() {
        client.close();
        endServer();
    }

    private void endServer() {
        if (runs) {
            runs = false;
            mongo.close();
        }
    }

    @Test
    void sessionsThatCannotBeWrittenLeaveTheDatabaseAsItWas() throws Exception {
        target().getCollection("leases").insertOne(new Document("_id", "bot-leader"));
        Files.writeString(sessions, "a file in the folder's place");

        assertThatThrownBy(() -> backup.restore(target(), sessions, sessionKey))
                .isInstanceOf(FileSystemException.class);

        assertThat(target().listCollectionNames()).containsExactly("leases");
    }

    @Test
    void aServerThatEndsInTheMiddleHasNothingThatASuiteWouldRead() throws Exception {
        try (MongoClient ending = endingAt("insert", 3)) {
            assertThatThrownBy(() -> backup.restore(ending.getDatabase("target"), sessions, sessionKey))
                    .isInstanceOf(MongoException.class);
        }
        restart();

        assertThat(target().listCollectionNames())
                .isNotEmpty()
                .allMatch(name -> name.startsWith(DatabaseDump.UNFINISHED));
        assertThat(new BackupFile(folder.resolve("again.backup"), KEY)
                        .write(target(), folder.resolve("none"), sessionKey))
                .isEqualTo(new Contents(0, 0));
    }

    @Test
    void aRestoreAfterABrokenOneHasEverythingOnceAndKeepsItThroughARestart() throws Exception {
        target().getCollection("players").createIndex(Indexes.ascending("title"));
        try (MongoClient ending = endingAt("insert", 3)) {
            assertThatThrownBy(() -> backup.restore(ending.getDatabase("target"), sessions, sessionKey))
                    .isInstanceOf(MongoException.class);
        }
        restart();

        assertThat(backup.restore(target(), sessions, sessionKey)).isEqualTo(WHOLE);

        restart();
        assertThat(target().listCollectionNames()).containsExactlyInAnyOrder("chats", "players", "tracks");
        assertThat(target().getCollection("players").countDocuments()).isEqualTo(450);
        assertThat(target().getCollection("chats").find()).containsExactly(new Document("_id", 7L));
    }

    @Test
    void aServerThatEndsAtTheVeryEndIsNotCalledUnchanged() {
        try (MongoClient ending = endingAt("renameCollection", 2)) {
            assertThatThrownBy(() -> backup.restore(ending.getDatabase("target"), sessions, sessionKey))
                    .isInstanceOf(IOException.class)
                    .hasMessage("MongoDB went away while the restored collections got their names: delete the database"
                            + " target before the next attempt");
        }
    }

    private MongoDatabase target() {
        return client.getDatabase("target");
    }

    private void start() throws IOException {
        mongo = EmbeddedMongo.inDirectory(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder.resolve("mongo"));
        runs = true;
        client = MongoClients.create(mongo.uri());
    }

    private void restart() throws IOException {
        stop();
        start();
    }

    /** Connects so that the server ends just before a command of this kind reaches it. */
    private MongoClient endingAt(String command, int number) {
        AtomicInteger left = new AtomicInteger(number);
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.uri()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (event.getCommandName().equals(command) && left.decrementAndGet() == 0) {
                            endServer();
                        }
                    }
                })
                .build());
    }
}
