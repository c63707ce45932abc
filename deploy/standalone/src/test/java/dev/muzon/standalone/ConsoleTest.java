package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.standalone.process.ProcessState;
import dev.muzon.standalone.process.ProcessView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private RunFile run;
    private Console console;

    @BeforeEach
    void make() {
        run = new RunFile(folder, "demo", Instant.EPOCH);
        console = console(link -> link);
    }

    @Test
    void everyConsoleLineBeginsWithItsTime() {
        console.say("hello");
        console.fell("a", 1, Duration.ofSeconds(2));

        assertThat(lines()).hasSize(2).allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d .*"));
    }

    // "mongo ended with 1" was said of a full disk, again and again.
    @Test
    void theReasonForWhichTheDatabaseEndsIsSaid() {
        String line =
                "2026-11-29T08:00:00Z embedded mongo ends: its file cannot be used any more: No space left on device";
        console.printed("mongo", line);
        console.fell("mongo", 1, Duration.ofSeconds(2));
        console.fell("mongo", 1, Duration.ofSeconds(4));

        assertThat(lines().getFirst())
                .contains(
                        "ended with 1, its file cannot be used any more: No space left on device, starting again in 2 s");
        assertThat(lines().getLast()).contains("ended with 1, starting again in 4 s");
    }

    @Test
    void theNewestLinkToTheLoginPageIsShownAndRemembered() {
        assertThat(console.loginPage()).isEmpty();
        console.printed(
                "assistant-service", "INFO Login page of the assistants, until the next start: http://h:1/#old");
        console.printed("bot-gateway", "INFO Login page of the assistants, until the next start: http://evil/#x");
        console.printed(
                "assistant-service", "INFO Login page of the assistants, until the next start: http://h:1/#new");

        assertThat(console.loginPage()).hasValue("http://h:1/#new");
        assertThat(lines()).hasSize(2).last().asString().endsWith("login page: http://h:1/#new");
    }

    @Test
    void theLinkToTheLoginPageIsFoundInJson() {
        console.printed(
                "assistant-service",
                "{\"message\":\"Login page of the assistants, until the next start: http://h:1/#new\",\"ecs\":{}}");

        assertThat(console.loginPage()).hasValue("http://h:1/#new");
    }

    @Test
    void theReasonWhyAServiceRefusesItsSettingsIsShown() {
        console.misconfigured(
                "bot-gateway",
                List.of(
                        "a line before",
                        "***************************",
                        "APPLICATION FAILED TO START",
                        "***************************",
                        "",
                        "The configuration has 1 problem:",
                        "  - muzon.telegram.token must be set"));

        assertThat(String.join("\n", lines()))
                .contains("settings are wrong", "The configuration has 1 problem:", "muzon.telegram.token must be set")
                .doesNotContain("a line before", "****");
    }

    @Test
    void aLinkThatNobodyNeedsIsNotShown() {
        console = console(_ -> "");

        console.printed("assistant-service", "INFO Login page of the assistants, until the next start: http://h:1/#s");

        assertThat(lines()).isEmpty();
        assertThat(console.loginPage()).isEmpty();
    }

    // Each start of assistant-service makes a new secret, and the status went on showing the first one.
    @Test
    void otherTerminalsSeeTheNewestLinkToTheLoginPage() {
        console.printed("assistant-service", "Login page of the assistants, until the next start: http://h:1/#old");
        console.ready(Instant.EPOCH, "Log in on http://h:1/#old", "Send /play.");
        console.printed("assistant-service", "Login page of the assistants, until the next start: http://h:1/#new");

        RunRecord seen = RunFile.read(folder).orElseThrow();
        assertThat(seen.loginPage()).isEqualTo("http://h:1/#new");
        assertThat(seen.next()).isEqualTo("Send /play.");
    }

    @Test
    void aRunThatIsReadyButDoesNotWorkIsNotCalledReady() {
        var run = new RunRecord(
                1, Instant.EPOCH, "up", null, "Send /play.", "http://h:1/#new", List.of(), List.of(), Map.of());

        assertThat(told(run, List.of()))
                .isEqualTo("Login page of the assistants:  http://h:1/#new\nReady. Send /play.\n");
        assertThat(told(
                        run,
                        List.of(new SuiteHealth.Trouble("assistant-service", "account b is not logged in", false))))
                .startsWith("  assistant-service    account b is not logged in\n")
                .endsWith("\nReady. Send /play.\n");
        assertThat(told(run, List.of(new SuiteHealth.Trouble("bot-gateway", "telegram: out of reach"))))
                .contains("  bot-gateway          telegram: out of reach\n")
                .endsWith("Everything runs, but not all of it works, see above.\n")
                .doesNotContain("Ready");
    }

    private static String told(RunRecord run, List<SuiteHealth.Trouble> troubles) {
        var words = new StringWriter();
        StatusCommand.tell(run, troubles, new PrintWriter(words, true));
        return words.toString();
    }

    // "mongo ready since 15:24:43" stood there while mongo fell again and again: the disk was full.
    @Test
    void aPictureThatCouldNotBeWrittenWasToldAsTheNewest() throws Exception {
        console.changed(new ProcessView("mongo", 7, ProcessState.READY, 0, Instant.EPOCH, 0));
        assertThat(RunFile.behind(folder)).isEmpty();
        Path draft = Files.createDirectory(folder.resolve(RunFile.FILE + ".tmp")); // as good as a full disk
        console.fell("mongo", 1, Duration.ofSeconds(2));

        assertThat(status())
                .contains("mongo ", "What is told here is of ", ": nothing newer could be written into " + folder + ".")
                .contains("\nThe services themselves were asked just now.")
                .doesNotContain("Ready");

        Files.delete(draft);
        await().untilAsserted(() -> {
            assertThat(RunFile.behind(folder)).isEmpty();
            assertThat(status()).contains("the last one ended with 1").doesNotContain("What is told here");
        });
    }

    @Test
    void aRunOfWhichNothingCouldBeWrittenHasNoTime() throws Exception {
        Files.createDirectory(folder.resolve(RunFile.FILE + ".tmp"));
        console.fell("mongo", 1, Duration.ofSeconds(2));

        assertThat(status()).contains("What is told here is not known: nothing newer could be written into " + folder);
    }

    @Test
    void aFullDiskIsNamedByTheStatus() {
        assertThat(StatusCommand.warnings(folder, Optional.empty(), Long.MAX_VALUE))
                .singleElement()
                .asString()
                .startsWith("The disk of " + folder + " is full: ")
                .endsWith(". Free some, or name a folder on another disk with --state.");
        assertThat(StatusCommand.warnings(folder, Optional.empty(), 0)).isEmpty();
    }

    // "Log the assistants in, add the bot to a group and send /play": nothing of it was possible.
    @Test
    void aStartWithoutTelegramEndedWithAdviceThatNeedsIt() {
        var away = new SuiteHealth.Trouble("bot-gateway", "telegram: Telegram is out of reach: no route");

        assertThat(UpCommand.next(Optional.of("http://h:1/#x"), List.of(away)))
                .startsWith("But Telegram is out of reach: no route. Nothing plays until ./muzon status says that no"
                        + " longer. Then:  Log the assistants in");
        assertThat(UpCommand.next(
                        Optional.of("http://h:1/#x"),
                        List.of(new SuiteHealth.Trouble("assistant-service", "account main is not logged in", false))))
                .startsWith("Log the assistants in (once) on  http://h:1/#x  then add the bot to a group");
    }

    @Test
    void otherTerminalsSeeWhyAProcessIsNotReady() {
        console.changed(new ProcessView("mongo", 7, ProcessState.WAITING_TO_RESTART, 0, Instant.EPOCH, 0));
        console.fell("mongo", 1, Duration.ofSeconds(2));

        assertThat(RunFile.read(folder).orElseThrow().processes())
                .singleElement()
                .satisfies(entry -> assertThat(entry.trouble()).startsWith("the last one ended with 1"));

        console.changed(new ProcessView("mongo", 8, ProcessState.READY, 1, Instant.EPOCH, 0));
        assertThat(RunFile.read(folder).orElseThrow().processes().getFirst().trouble())
                .isNull();
    }

    @Test
    void theStatusOfAProcessThatStartsAgainToldTheFutureOfItsFall() throws InterruptedException {
        console.changed(new ProcessView("mongo", 7, ProcessState.WAITING_TO_RESTART, 0, Instant.EPOCH, 0));
        console.fell("mongo", 137, Duration.ofSeconds(2));
        console.changed(new ProcessView(
                "mongo", 8, ProcessState.STARTING, 1, Instant.EPOCH, 0, "nothing listens on its port 27117 yet"));

        assertThat(status())
                .contains(
                        "restarts 1\n      nothing listens on its port 27117 yet\n",
                        "\n      the last one ended with 137 (killed); its log: logs/mongo.log\n")
                .contains("Not ready yet.");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ended with 137 (killed), starting again in 2 s");
    }

    // During the first minutes of a start the status named MongoDB alone.
    @Test
    void theStatusNamesAlsoTheProcessesThatAreStillToStartAndWhatTheyWaitFor() throws InterruptedException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("mongo", 27118);
        ports.put("bot-gateway", 8081);
        ports.put("extractor-service", 8084);
        run.expects(ports);
        console.changed(new ProcessView("mongo", 7, ProcessState.READY, 0, Instant.EPOCH, 0));
        console.makesCache("bot-gateway", 3, 5);
        assertThat(status())
                .containsOnlyOnce("  mongo ")
                .contains(
                        "\n  bot-gateway          waits for its start-up cache, 3 of 5\n",
                        "\n  extractor-service    not started yet\n")
                .endsWith("Not ready yet.\n");

        console.makesCache("extractor-service", 4, 5);
        console.changed(new ProcessView("bot-gateway", 8, ProcessState.STARTING, 0, Instant.EPOCH, 0));
        assertThat(status())
                .containsOnlyOnce("  bot-gateway ")
                .contains(
                        "  bot-gateway          starting ",
                        "\n  extractor-service    waits for its start-up cache, 4 of 5\n");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void theStatusNamesTheVersionOfTheRunAndTheOneHereWhenThatIsAnother() throws InterruptedException {
        String before = System.getProperty(LauncherVersion.PROPERTY);
        try {
            System.setProperty(LauncherVersion.PROPERTY, "muzon 0.1.0 (commit a)");
            console.changed(new ProcessView("mongo", 7, ProcessState.STARTING, 0, Instant.EPOCH, 0));
            assertThat(firstLine()).endsWith(", folder " + folder + ", muzon 0.1.0 (commit a)");

            System.setProperty(LauncherVersion.PROPERTY, "muzon 0.2.0 (commit b)");
            assertThat(firstLine())
                    .endsWith(", folder " + folder + ", muzon 0.1.0 (commit a), but here is muzon 0.2.0 (commit b)");

            System.clearProperty(LauncherVersion.PROPERTY);
            assertThat(firstLine()).endsWith(", muzon 0.1.0 (commit a)");
            console.changed(new ProcessView("mongo", 7, ProcessState.READY, 0, Instant.EPOCH, 0));
            assertThat(firstLine()).endsWith(", folder " + folder);
        } finally {
            if (before == null) {
                System.clearProperty(LauncherVersion.PROPERTY);
            } else {
                System.setProperty(LauncherVersion.PROPERTY, before);
            }
        }
    }

    private String firstLine() throws InterruptedException {
        return status().lines().findFirst().orElseThrow();
    }

    private String status() throws InterruptedException {
        var words = new StringWriter();
        StatusCommand.print(folder, "", new PrintWriter(words, true));
        return words.toString();
    }

    private Console console(UnaryOperator<String> loginLink) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), Path.of("logs"), Clock.systemUTC(), run, loginLink);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
