package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.muzon.embeddedmongo.EmbeddedMongo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a suite that something else started: its database and its sessions lie where the settings say. */
class BackupCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        mongo = EmbeddedMongo.inMemory(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = MongoClients.create(mongo.uri());
        client.getDatabase("music").getCollection("players").insertOne(new Document("_id", 7L));
        file = folder.resolve("muzon.backup");
        settings("suite.env", "music", "sessions");
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    // "Name the state folder of the run" was the answer, and there was none.
    @Test
    void aSuiteWithoutAStateFolderIsSavedAndRestored() throws Exception {
        Path session = Files.createDirectories(folder.resolve("sessions/main")).resolve("td.binlog");
        Files.writeString(session, "a session");
        settings("other.env", "other", "elsewhere");

        assertThat(run("backup", file.toString(), "--env", "suite.env", "--state", "nowhere"))
                .as(said.toString())
                .isZero();
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(run("restore", file.toString(), "--env", "other.env", "--state", "new"))
                .as(said.toString())
                .isZero();

        assertThat(said.toString())
                .contains("Saved 1 document and 1 file of sessions in " + file)
                .contains("Restored 1 document and 1 file of sessions into " + folder.resolve("elsewhere")
                        + " and the database.\n")
                .doesNotContain("no sessions", "./muzon up", "MUZON_TDLIB_KEY");
        assertThat(client.getDatabase("other").getCollection("players").find().first())
                .containsEntry("_id", 7L);
        assertThat(folder.resolve("elsewhere/main/td.binlog")).hasContent("a session");
    }

    @Test
    void aBackupWithoutSessionsTellsThatTheyAreMissing() {
        assertThat(run("backup", file.toString(), "--env", "suite.env", "--state", "nowhere"))
                .isZero();
        assertThat(said.toString())
                .contains("Saved 1 document and 0 files of sessions")
                .endsWith("There are no sessions in " + folder.resolve("sessions")
                        + ": the accounts have to log in again after a restore.\n");
    }

    // The key lay in a file that ended with the container, and then nobody had it.
    @Test
    void theKeyOfSessionsThatSomethingElseStartsIsReadFromTheBackupWheneverItIsWanted() throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        Files.writeString(state.resolve("tdlib-key"), "a key");
        settings("other.env", "other", "elsewhere");

        assertThat(run("backup", file.toString(), "--env", "suite.env", "--state", "state"))
                .as(said.toString())
                .isZero();
        assertThat(run("restore", file.toString(), "--env", "other.env", "--state", "new"))
                .as(said.toString())
                .isZero();

        assertThat(said.toString())
                .endsWith(
                        "Their key is in the backup: \"muzon session-key\" prints it. A suite that \"./muzon up\" does not"
                                + " start needs it as MUZON_TDLIB_KEY, or as MUZON_TDLIB_KEY_FORMER where another key is set.\n")
                .doesNotContain("a key");
        said.getBuffer().setLength(0);
        assertThat(run("session-key", file.toString(), "--env", "other.env")).isZero();
        assertThat(said.toString()).isEqualTo("a key\n");
    }

    @Test
    void aBackupWithoutAKeyOfTheSessionsSaysWhoseKeyItIs() {
        assertThat(run("backup", file.toString(), "--env", "suite.env", "--state", "nowhere"))
                .isZero();
        said.getBuffer().setLength(0);

        assertThat(run("session-key", file.toString(), "--env", "suite.env")).isEqualTo(2);
        assertThat(said.toString())
                .isEqualTo(file + " holds no key of the sessions: it is the MUZON_TDLIB_KEY of the suite that it was"
                        + " taken of.\n");
    }

    // It made a file of that name.
    @Test
    void aHyphenIsNoFileForABackup() {
        assertThat(run("backup", "-", "--env", "suite.env", "--state", "nowhere"))
                .isEqualTo(2);
        assertThat(said.toString()).startsWith("\"-\" names no file");
        assertThat(folder.resolve("-")).doesNotExist();
    }

    // A timer of root failed each night: "MongoDB refused that or did not answer".
    @Test
    void anotherUsersEmbeddedDatabaseIsRefusedByTheReasonAndLeftAlone() throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        assumeTrue(Files.getAttribute(state, "unix:uid").equals(0), "only root gives folders to others");
        Files.setAttribute(state, "unix:uid", 10001);
        Files.writeString(folder.resolve("embedded.env"), "MUZON_BACKUP_KEY=" + "0f".repeat(32) + "\n");

        assertThat(run("backup", file.toString(), "--env", "embedded.env", "--state", "state"))
                .isEqualTo(2);
        assertThat(said.toString())
                .isEqualTo("The folder " + state
                        + " belongs to 10001: run Muzon as that user, or name another folder with" + " --state.\n");
        assertThat(state).isEmptyDirectory();
        assertThat(file).doesNotExist();
    }

    // The service could not read them.
    @Test
    void sessionsThatRootRestoresBelongToTheUserWhoseFolderItIs() throws Exception {
        Path session = Files.createDirectories(folder.resolve("sessions/main")).resolve("td.binlog");
        Files.writeString(session, "a session");
        Path volume = Files.createDirectory(folder.resolve("elsewhere"));
        assumeTrue(Files.getAttribute(volume, "unix:uid").equals(0), "only root gives files to others");
        Files.setAttribute(volume, "unix:uid", 10001);
        Files.setAttribute(volume, "unix:gid", 10002);
        settings("other.env", "other", "elsewhere");

        assertThat(run("backup", file.toString(), "--env", "suite.env", "--state", "nowhere"))
                .isZero();
        assertThat(run("restore", file.toString(), "--env", "other.env", "--state", "new"))
                .isZero();

        for (Path restored : List.of(volume.resolve("main"), volume.resolve("main/td.binlog"))) {
            assertThat(Files.getAttribute(restored, "unix:uid")).isEqualTo(10001);
            assertThat(Files.getAttribute(restored, "unix:gid")).isEqualTo(10002);
        }
    }

    // A volume cannot be deleted.
    @Test
    void aFailedRestoreLeavesTheFolderOfTheSessionsEmpty() throws Exception {
        Path session = Files.createDirectories(folder.resolve("sessions/main")).resolve("td.binlog");
        Files.writeString(session, "a session");
        Path volume = Files.createDirectory(folder.resolve("elsewhere"));
        settings("other.env", "music", "elsewhere");

        assertThat(run("backup", file.toString(), "--env", "suite.env", "--state", "nowhere"))
                .isZero();
        assertThat(run("restore", file.toString(), "--env", "other.env", "--state", "new"))
                .isNotZero();

        assertThat(said.toString()).endsWith("the database is not empty\n");
        assertThat(volume).isEmptyDirectory();
    }

    private void settings(String name, String database, String sessions) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "MUZON_BACKUP_KEY=" + "0f".repeat(32) + "\nMONGO_DB_URI=" + mongo.uri() + "/" + database
                        + "\nMUZON_TDLIB_DIR=" + folder.resolve(sessions) + "\n");
    }

    private int run(String... arguments) {
        return Muzon.commandLine(folder)
                .setErr(new PrintWriter(said, true))
                .setOut(new PrintWriter(said, true))
                .execute(arguments);
    }
}
