package dev.muzon.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.muzon.embeddedmongo.EmbeddedMongo;
import dev.muzon.standalone.backup.BackupFile.Contents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupFileTest {
    private static final BackupKey KEY = BackupKey.of("0123456789abcdef".repeat(4));

    @TempDir
    private Path folder;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase original;
    private MongoDatabase restored;
    private Path sessions;
    private Path file;
    private Path key;

    @BeforeEach
    void start() throws IOException {
        mongo = EmbeddedMongo.inMemory(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = MongoClients.create(mongo.uri());
        original = client.getDatabase("original");
        restored = client.getDatabase("restored");
        sessions = Files.createDirectories(folder.resolve("tdlib/main"));
        file = folder.resolve("muzon.backup");
        key = folder.resolve("tdlib-key");
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void everyDocumentAndSessionComesBackAsItWas() throws Exception {
        List<Document> players = new ArrayList<>();
        for (int chat = 0; chat < 450; chat++) {
            players.add(new Document("_id", (long) -chat)
                    .append("queue", List.of(new Document("title", "Ночь №" + chat).append("position", 12.5)))
                    .append("saved", Date.from(Instant.ofEpochSecond(chat)))
                    .append("raw", new Binary(new byte[] {0, -1, (byte) chat})));
        }
        original.getCollection("players").insertMany(players);
        original.getCollection("chats").insertOne(new Document("_id", 7L));
        original.getCollection("leases").insertOne(new Document("_id", "bot-leader"));
        Files.write(sessions.resolve("td.binlog"), new byte[] {1, 2, 3});
        Files.writeString(key, "opensesame");
        Files.write(Files.createDirectory(sessions.resolve("files")).resolve("song.mp3"), new byte[1000]);

        Contents saved = new BackupFile(file, KEY).write(original, folder.resolve("tdlib"), key);
        new BackupFile(file, KEY).verify();
        Contents back =
                new BackupFile(file, KEY).restore(restored, folder.resolve("other"), folder.resolve("other-key"));

        assertThat(saved).isEqualTo(new Contents(451, 1)).isEqualTo(back);
        assertThat(restored.getCollection("players").find()).containsExactlyInAnyOrderElementsOf(players);
        assertThat(restored.listCollectionNames()).containsExactlyInAnyOrder("players", "chats");
        assertThat(folder.resolve("other/main/td.binlog")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder.resolve("other-key")).hasContent("opensesame");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("other-key"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("other/main/files")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    // Names were looked at only when it was too late.
    @Test
    void aBackupWithAnOddNameWasSavedAndCouldNotBeRestored() throws Exception {
        original.getCollection("user playlists").insertOne(new Document("_id", 1));
        Files.writeString(sessions.resolve("td.binlog~"), "kept");
        Files.writeString(sessions.resolve("Ночь (1)"), "kept");

        Contents saved = new BackupFile(file, KEY).write(original, folder.resolve("tdlib"), key);
        new BackupFile(file, KEY).verify();
        Contents back =
                new BackupFile(file, KEY).restore(restored, folder.resolve("other"), folder.resolve("other-key"));

        assertThat(saved).isEqualTo(new Contents(1, 2)).isEqualTo(back);
        assertThat(restored.listCollectionNames()).containsExactly("user playlists");
        assertThat(folder.resolve("other/main")).isDirectoryContaining("glob:**td.binlog~");
        assertThat(folder.resolve("other/main/Ночь (1)")).hasContent("kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessions/../outside",
                "sessions//etc",
                "sessions/main/./x",
                "sessions/",
                "database/",
                "/etc/passwd",
                "x"
            })
    void anEntryThatLeadsElsewhereIsRefused(String name) throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(KEY.encrypting(Files.newOutputStream(file)))) {
            zip.putNextEntry(new ZipEntry(name));
        }

        assertThatThrownBy(() -> new BackupFile(file, KEY).verify()).hasMessageContaining("neither");
        assertThatThrownBy(() -> new BackupFile(file, KEY)
                        .restore(restored, folder.resolve("other"), folder.resolve("other-key")))
                .hasMessageContaining("neither");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void aBackupTellsNothingWithoutItsKey() throws Exception {
        original.getCollection("players").insertOne(new Document("title", "nocturne nocturne nocturne"));
        new BackupFile(file, KEY).write(original, sessions, key);

        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("nocturne", "players");
        BackupKey other = BackupKey.of("f".repeat(64));
        assertThatThrownBy(() -> new BackupFile(file, other).verify()).isInstanceOf(IOException.class);
        assertThat(KEY).hasToString("BackupKey");
    }

    @Test
    void aDamagedOrShortenedBackupIsRefused() throws Exception {
        for (int i = 0; i < 100; i++) {
            original.getCollection("players").insertOne(new Document("text", "x".repeat(i * 7) + i));
        }
        new BackupFile(file, KEY).write(original, sessions, key);
        byte[] whole = Files.readAllBytes(file);

        for (int at : new int[] {0, 50, whole.length / 2, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> new BackupFile(file, KEY).verify()).isInstanceOf(IOException.class);
        }
        for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new BackupFile(file, KEY).verify()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDatabaseWithSomethingInItIsLeftAsItIs() throws Exception {
        original.getCollection("players").insertOne(new Document("_id", 1));
        new BackupFile(file, KEY).write(original, sessions, key);
        restored.getCollection("chats").insertOne(new Document("_id", 2));

        assertThatThrownBy(() -> new BackupFile(file, KEY)
                        .restore(restored, folder.resolve("other"), folder.resolve("other-key")))
                .hasMessage("the database is not empty");
        assertThat(restored.listCollectionNames()).containsExactly("chats");
    }

    @Test
    void aFailedBackupLeavesNoFile() {
        client.close();

        assertThatThrownBy(() -> new BackupFile(file, KEY).write(original, sessions, key))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder.toFile().list()).containsExactly("tdlib");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123", "zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void anotherTextThanAKeyIsRefused(String text) {
        assertThatThrownBy(() -> BackupKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a key of backups has")
                .hasMessageNotContaining(text.isEmpty() ? "?" : text + " ");
    }
}
