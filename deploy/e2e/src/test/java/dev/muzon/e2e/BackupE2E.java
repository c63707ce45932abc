package dev.muzon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.Terminal;
import dev.muzon.e2e.suite.Terminal.Ended;
import dev.muzon.embeddedmongo.EmbeddedMongo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of a backup that is taken while music plays, and put into an empty folder. */
class BackupE2E extends LoungeScenario {
    private final RunningSuite suite;

    @TempDir
    private Path folder;

    BackupE2E(Telegram telegram, RunningSuite suite) {
        super(telegram);
        this.suite = suite;
    }

    @Test
    void queuePositionAndLoginComeBackFromABackupOfARunningSuite() throws Exception {
        play(Music.STAIRCASE);
        telegram.awaitText(lounge, ask(Music.BRIEF.title()), Music.BRIEF.title());
        int heard = listener.awaitSecond(12, Music.STAIRCASE_SECONDS - 1);
        Path env = Files.writeString(folder.resolve("key.env"), "MUZON_BACKUP_KEY=" + "0123456789abcdef".repeat(4));
        Path file = folder.resolve("muzon.backup");
        Path state = folder.resolve("state");
        Terminal terminal = new Terminal(folder, command -> command);

        Ended saved = terminal.muzon("backup", named(file), "--state", named(suite.state()), "--env", named(env));
        Ended again = terminal.muzon("backup", named(file), "--state", named(suite.state()), "--env", named(env));
        Ended keyless = terminal.muzon("restore", named(file), "--state", named(state));
        Ended restored = terminal.muzon("restore", named(file), "--state", named(state), "--env", named(env));
        Ended twice = terminal.muzon("restore", named(file), "--state", named(state), "--env", named(env));

        assertThat(saved.output()).matches("Saved \\d+ documents? and \\d+ files? of sessions in .*\n");
        assertThat(saved.code()).isZero();
        assertThat(again).isEqualTo(new Ended(2, file + " exists already: name another file.\n"));
        assertThat(keyless.output()).startsWith("MUZON_BACKUP_KEY is not set").hasLineCount(1);
        assertThat(restored.output()).startsWith("Restored ").contains(" into " + state);
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.output()).endsWith("is not empty: move it away first. Nothing was changed.\n");
        assertThat(player(state.resolve("mongo")))
                .contains(Music.STAIRCASE, Music.BRIEF.title())
                .containsPattern("\"position\": \"?(PT)?[1-9]");
        assertThat(state.resolve("tdlib/main/td.binlog")).isNotEmptyFile();
        assertThat(listener.awaitSecond(heard, Music.STAIRCASE_SECONDS - 1))
                .as("the music played on")
                .isLessThan(Music.STAIRCASE_SECONDS);
    }

    private String player(Path mongo) throws IOException {
        try (EmbeddedMongo server =
                        EmbeddedMongo.inDirectory(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), mongo);
                MongoClient client = MongoClients.create(server.uri())) {
            Document player = client.getDatabase("muzon")
                    .getCollection("players")
                    .find(new Document("_id", "player:" + lounge))
                    .first();
            assertThat(player).isNotNull();
            return player.toJson();
        }
    }

    private static String named(Path path) {
        return path.toString();
    }
}
