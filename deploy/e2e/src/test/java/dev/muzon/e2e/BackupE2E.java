package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.LoneTelegram;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.Terminal;
import dev.muzon.e2e.suite.Terminal.Ended;
import dev.muzon.standalone.isolation.NetworkNamespace;
import dev.muzon.testkit.NotifyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A test of a backup that is taken while music plays. A second suite goes on from it in an empty folder. */
@EnabledIf(
        value = "dev.muzon.e2e.suite.RunningSuite#isolated",
        disabledReason =
                "SKIPPED: two suites after one another on one Telegram are in a network namespace, which needs root")
@ExtendWith(Network.class)
class BackupE2E {
    @TempDir
    private Path folder;

    private NetworkNamespace namespace;
    private NotifyListener systemd;
    private LoneTelegram lone;
    private Telegram telegram;
    private Terminal terminal;
    private Path env;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        namespace = NetworkNamespace.create();
        systemd = NotifyListener.in(folder);
        lone = LoneTelegram.start(
                namespace, Files.createDirectory(folder.resolve("telegram")), Music.in(folder.resolve("music")));
        telegram = lone.telegram();
        terminal = new Terminal(folder, this::underSystemd);
        env = Files.writeString(
                folder.resolve("env"), lone.env(Map.of("MUZON_BACKUP_KEY", "0123456789abcdef".repeat(4))));
    }

    @AfterEach
    void close() throws IOException {
        lone.close();
        systemd.close();
        namespace.close();
    }

    @Test
    void queuePositionAndLoginGoOnInAnEmptyFolder() throws Exception {
        long lounge = telegram.chat("Muzon Lounge");
        Listener listener = new Listener(telegram, lounge);
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        String file = folder.resolve("muzon.backup").toString();
        int heard;
        try (Terminal.Up _ = terminal.up(env, first)) {
            systemd.await("READY=1");
            logIn();
            awaitWell(first);
            telegram.awaitCard(lounge, ask(lounge, Music.STAIRCASE), Music.STAIRCASE);
            telegram.awaitText(lounge, ask(lounge, Music.BRIEF.title()), Music.BRIEF.title());
            heard = listener.awaitSecond(20, 60);
            Ended saved = backup(file, first);
            Ended again = backup(file, first);
            telegram.say(lounge, telegram.user("Alice"), "/stop");
            listener.awaitSilence();

            assertThat(saved.output()).matches("Saved \\d+ documents? and \\d+ files? of sessions in .*\n");
            assertThat(saved.code()).isZero();
            assertThat(again).isEqualTo(new Ended(2, file + " exists already: name another file.\n"));
            systemd.awaitNext("WATCHDOG=1");
        }

        Ended keyless = terminal.muzon("restore", file, "--state", second.toString());
        Ended restored = restore(file, second);
        Ended twice = restore(file, second);

        assertThat(keyless.output()).startsWith("MUZON_BACKUP_KEY is not set").hasLineCount(1);
        assertThat(restored.output()).startsWith("Restored ").contains(" into " + second);
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.output()).endsWith("is not empty: move it away first. Nothing was changed.\n");
        try (Terminal.Up _ = terminal.up(env, second)) {
            assertThat(listener.awaitSecond(0, Music.STAIRCASE_SECONDS))
                    .as("the position, of when it was saved last")
                    .isBetween(heard - 12, heard + 12);
            awaitWell(second);
            assertThat(telegram.logins()).as("codes to scan").isEmpty();
            telegram.say(lounge, telegram.user("Alice"), "/skip");
            listener.awaitTone(Music.BRIEF.hertz());
        }
    }

    /** Returns a command with what systemd adds for a unit that it watches. */
    private List<String> underSystemd(List<String> command) {
        List<String> all = new ArrayList<>(List.of("env"));
        systemd.environment(Duration.ofSeconds(3)).forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command);
        return namespace.enter(all);
    }

    private void logIn() {
        JsonNode login = await("a code to scan")
                .atMost(PATIENCE)
                .until(telegram::logins, logins -> !logins.isEmpty())
                .getLast();
        telegram.approve(login.path("token").asString(), telegram.user("Muzon Assistant"));
    }

    private void awaitWell(Path state) {
        await("everything works")
                .atMost(PATIENCE)
                .until(() ->
                        terminal.muzon("status", "--state", state.toString()).code() == 0);
    }

    private int ask(long chat, String wish) {
        return telegram.say(chat, telegram.somebody(), "/play " + wish);
    }

    private Ended backup(String file, Path state) throws IOException, InterruptedException {
        return terminal.muzon("backup", file, "--state", state.toString(), "--env", env.toString());
    }

    private Ended restore(String file, Path state) throws IOException, InterruptedException {
        return terminal.muzon("restore", file, "--state", state.toString(), "--env", env.toString());
    }
}
