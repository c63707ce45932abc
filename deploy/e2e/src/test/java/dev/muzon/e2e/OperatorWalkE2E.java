package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.BrowserScript;
import dev.muzon.e2e.suite.MongoShell;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.Terminal;
import dev.muzon.e2e.suite.Terminal.Ended;
import dev.muzon.e2e.suite.Visitor;
import dev.muzon.standalone.isolation.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A test of what an operator reads in the terminal and in the browser. Each thing that is wrong is one clear line with
 * its remedy. Each sentence is compared with the processes, the files and the ports. Nothing here has a way to Telegram.
 */
@EnabledIf(
        value = "dev.muzon.e2e.suite.RunningSuite#isolated",
        disabledReason = "SKIPPED: a machine without a way to Telegram is a network namespace, which needs root")
@ExtendWith({Network.class, SharedSuite.class})
class OperatorWalkE2E {
    private static final String RIGHT = """
            BOT_TOKEN=987654321:AAH-a-token-of-this-test-alone-0000
            API_ID=1234567
            API_HASH=0123456789abcdef0123456789abcdef
            """;

    private static final Pattern PROCESS =
            Pattern.compile("(?m)^  (\\S+) +ready +since \\S+ +pid (\\d+) +port (\\d+) +restarts 0$");

    @TempDir
    private Path folder;

    private NetworkNamespace namespace;
    private Terminal terminal;
    private Path state;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        namespace = NetworkNamespace.create();
        terminal = new Terminal(folder, namespace::enter);
        state = folder.resolve("state");
    }

    @AfterEach
    void close() throws IOException {
        namespace.close();
    }

    @Test
    void everyWrongLineOfTheSettingsIsNamedAtOnceAndNothingIsTouched() throws Exception {
        Path env = settings("""
                \uFEFFBOTTOKEN=1:a
                API_ID=1
                just words
                API_ID=2
                API_HASH=a
                MUZON_ACCOUNTS_0_NAME=x
                MUZON_LIBRARY_DIR=/none
                """);

        Ended ended = up(env);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.lines())
                .containsExactly(
                        "Checking the other settings. It takes up to a minute.",
                        "The settings have 7 problems:",
                        "  - " + env + ", line 3: expected NAME=value or # comment",
                        "      correct or delete what is there",
                        "  - " + env + ", lines 2, 4: API_ID is set more than once",
                        "      correct or delete what is there",
                        "  - BOTTOKEN has no effect: no process knows it",
                        "      write BOT_TOKEN if that is meant, else delete it",
                        "  - MUZON_ACCOUNTS_0_NAME has no effect: no process knows it",
                        "      write MUZON_ACCOUNTS if that is meant, else delete it",
                        "  - BOT_TOKEN is not set",
                        "      get it from @BotFather and set BOT_TOKEN in " + env,
                        "  - The music folder /none does not exist",
                        "      correct MUZON_LIBRARY_DIR in " + env,
                        "  - API_HASH (muzon.assistant.api-hash) is too short: it needs at least 32 characters",
                        "      set API_HASH, e.g. API_HASH=0123456789abcdef0123456789abcdef, in " + env,
                        "Nothing was started. Correct " + env + ".");
        assertThat(state).doesNotExist();
    }

    @Test
    void aMissingMusicFolderIsOneLineWithTheNameToCorrect() throws Exception {
        Path env = settings(RIGHT + "MUZON_LIBRARY_DIR=" + folder.resolve("music") + "\n");

        Ended ended = up(env);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.lines())
                .containsExactly(
                        "Checking the other settings. It takes up to a minute.",
                        "The settings have 1 problem:",
                        "  - The music folder " + folder.resolve("music") + " does not exist",
                        "      correct MUZON_LIBRARY_DIR in " + env,
                        "Nothing was started. Correct " + env + ".");
        assertThat(state).doesNotExist();
    }

    @Test
    void wrongValuesAreNamedByTheServicesAndNothingStarts() throws Exception {
        Path env = settings(RIGHT.replaceFirst("BOT_TOKEN=.*", "BOT_TOKEN=123")
                + "QUEUE_LIMIT=-3\nDURATION_LIMIT=many\nMUZON_ACCOUNTS=Main Account\n");

        Ended ended = up(env);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output())
                .contains(
                        "The settings have 4 problems:",
                        "set BOT_TOKEN",
                        "set QUEUE_LIMIT, e.g. QUEUE_LIMIT=200",
                        "set DURATION_LIMIT",
                        "set MUZON_ACCOUNTS, e.g. MUZON_ACCOUNTS=main, in " + env,
                        "Nothing was started. Correct " + env + ".")
                .doesNotContain("Exception", "\tat ", "AAH-a-token");
        assertThat(Terminal.tree(state)).containsExactlyInAnyOrder(".muzon-state 41", "logs", "run.lock 0");

        Ended doctor = terminal.muzon("doctor", "--env", env.toString(), "--state", state.toString());
        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.output())
                .contains("set BOT_TOKEN", "set QUEUE_LIMIT", "set MUZON_ACCOUNTS", "in " + env)
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void doctorListsEveryProblemAndChangesNothing() throws Exception {
        Path env = settings("junk\n" + RIGHT + "MUZON_LIBRARY_DIR=/none\nMUZON_TDLB_KEY=x\n");

        Ended doctor = terminal.muzon("doctor", "--env", env.toString(), "--state", state.toString());

        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.output())
                .contains(
                        "FAIL  " + env + ", line 1: expected NAME=value or # comment",
                        "FAIL  The music folder /none does not exist\n          -> correct MUZON_LIBRARY_DIR in " + env,
                        "FAIL  Telegram's Bot API cannot be reached",
                        "FAIL  Telegram's server for accounts does not answer: assistants cannot log in",
                        "FAIL  MUZON_TDLB_KEY has no effect: no process knows it\n"
                                + "          -> write MUZON_TDLIB_KEY if that is meant, else delete it",
                        "warn  not logged in yet: main",
                        "ok    the ports are free",
                        "ok    " + env + " is its owner's alone")
                .endsWith("5 problems.\n")
                .doesNotContain("Exception:", "\tat ");
        assertThat(doctor.output().split("  FAIL  ", -1)).hasSize(6);
        assertThat(state).doesNotExist();
    }

    @Test
    void everySentenceOfARunWithoutAWayToTelegramIsTrue() throws Exception {
        Path env = settings(RIGHT);
        Terminal.Ended idle = terminal.muzon("status", "--state", state.toString());
        assertThat(idle).isEqualTo(new Ended(3, "Muzon does not run. Looked in " + state + ".\n"));
        assertThat(jobs("revive", "tg:1:2")).isEqualTo(idle);

        try (Terminal.Up up = terminal.up(env, state)) {
            Map<String, Long> pids = statusIsTrue(up);
            aSecondStartNamesTheFirst(env, up);
            takenPortsNameTheirHolders(env, pids);
            theSilenceOfTelegramIsNamedOnceInTheLogsAndInTheHealth(up);
            theLoginPageSaysTheSame(up);
            Ended doctor = terminal.muzon("doctor", "--env", env.toString(), "--state", state.toString());
            assertThat(doctor.output()).contains("ok    Muzon runs in " + state + ": pid " + up.pid() + ", ./muzon up");
            givenUpJobsAreThoseOfTheRun();
            aJobThatDiesIsShownAndDoneOrDropped();
            aSupportBundleTellsEverythingButSecrets();
            logsAreThoseOfTheRun();
            stopEndsWhatRan(up, pids);
        }
    }

    /** Checks the answers about jobs that were given up, from inside and from outside of the run's network. */
    private void givenUpJobsAreThoseOfTheRun() throws IOException, InterruptedException {
        String run = state.toString();
        assertThat(terminal.muzon("jobs", "--state", run)).isEqualTo(new Ended(0, "No job was given up.\n"));
        assertThat(new Terminal(folder, command -> command).muzon("jobs", "--state", run))
                .isEqualTo(new Ended(0, "No job was given up.\n"));
        assertThat(terminal.muzon("jobs", "revive", "tg:1:2", "--state", run))
                .isEqualTo(new Ended(
                        1, "There is no dead job tg:1:2. \"./muzon jobs --state %s\" lists them.\n".formatted(run)));
        assertThat(terminal.muzon("jobs", "drop", "--state", run))
                .isEqualTo(new Ended(
                        2,
                        "\"jobs drop\" needs the id of a job. \"./muzon jobs --state %s\" lists them.\n"
                                .formatted(run)));
    }

    /** Lets two jobs die in their service, as damaged ones do. One is repaired and tried again. */
    private void aJobThatDiesIsShownAndDoneOrDropped() throws IOException, InterruptedException {
        var mongo = new MongoShell(terminal, 27117);
        for (String id : List.of("tg:7:1", "tg:7:2")) {
            mongo.run("""
                    {"insert": "jobs", "documents": [{"_id": "%s", "queue": "extractor", "type": "track.resolve",
                    "payload": "{no json", "priority": 0, "seq": {"$numberLong": "0"}, "state": "READY", "ready": true,
                    "due": {"$date": "2026-01-01T00:00:00Z"}, "at": {"$date": "2026-01-01T00:00:00Z"},
                    "created": {"$date": "2026-01-01T00:00:00Z"}, "token": {"$numberLong": "0"}, "attempts": 0,
                    "maxAttempts": 5}]}""".formatted(id));
        }
        await("two dead jobs")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jobs().lines())
                        .startsWith("2 jobs were given up, the newest first:")
                        .filteredOn(line -> line.matches("  tg:7:[12] +track\\.resolve .*  after 1 attempt"))
                        .hasSize(2));
        assertThat(jobs("show", "tg:7:1").output())
                .contains(
                        "id        tg:7:1\n",
                        "queue     extractor\n",
                        "error     job.malformed",
                        "payload   {no json\n");

        mongo.run("""
                {"update": "jobs", "updates": [{"q": {"_id": "tg:7:1"}, "u": {"$set": {"payload": "%s"}}}]}""".formatted("""
                        {"type":"track.resolve","requestId":"tg:7:1","chat":{"id":-7},
                        "requester":{"id":1,"name":"Alice"},"query":{"by":"text","text":"nothing"}}""".replace("\n", "").replace("\"", "\\\"")));
        assertThat(jobs("revive", "tg:7:1")).isEqualTo(new Ended(0, "tg:7:1 is tried again.\n"));
        await("the revived job is done")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mongo.run(
                                "{\"count\": \"jobs\", \"query\": {\"_id\": \"tg:7:1\", \"state\": \"DONE\"}}"))
                        .containsEntry("n", 1));

        assertThat(jobs("drop", "tg:7:2")).isEqualTo(new Ended(0, "tg:7:2 is deleted.\n"));
        assertThat(mongo.run("{\"count\": \"jobs\", \"query\": {\"_id\": \"tg:7:2\"}}"))
                .containsEntry("n", 0);
        assertThat(jobs("drop", "tg:7:2").code()).isEqualTo(1);
        assertThat(jobs()).isEqualTo(new Ended(0, "No job was given up.\n"));
    }

    private Ended jobs(String... words) throws IOException, InterruptedException {
        return terminal.muzon(Stream.of(Stream.of("jobs"), Stream.of(words), Stream.of("--state", state.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private void aSupportBundleTellsEverythingButSecrets() throws IOException, InterruptedException {
        Path file = folder.resolve("support.zip");
        Ended ended = terminal.muzon(
                "support-bundle",
                "--state",
                state.toString(),
                "--env",
                folder.resolve("muzon.env").toString(),
                "--output",
                file.toString());

        assertThat(ended.lines())
                .anyMatch(line ->
                        line.matches("Asking .*extractor-service.* Each has 5 s for each of its two answers\\."))
                .last()
                .asString()
                .startsWith("Wrote " + file + " (");
        Map<String, String> texts = Terminal.zipped(file);
        assertThat(texts)
                .containsKeys("machine.txt", "settings.txt", "run.txt", "jobs.txt", "logs/bot-gateway.log")
                .hasEntrySatisfying("run.txt", run -> assertThat(run).contains("bot-gateway", "ready"))
                .hasEntrySatisfying("settings.txt", names -> assertThat(names).contains("BOT_TOKEN\n"))
                .hasEntrySatisfying(
                        "bot-gateway/health.txt", health -> assertThat(health).contains("components"));
        assertThat(texts.values())
                .noneMatch(text -> text.contains("AAH-a-token-of-this-test-alone-0000")
                        || text.contains("0123456789abcdef0123456789abcdef"));
    }

    /** Checks that each process of the status lives, is what it is called, and has its port. */
    private Map<String, Long> statusIsTrue(Terminal.Up up) throws IOException, InterruptedException {
        Ended status = terminal.muzon("status", "--state", state.toString());
        assertThat(status.code()).as("nobody is logged in").isEqualTo(1);
        assertThat(status.output())
                .contains(
                        "Muzon runs: pid " + up.pid() + ", ./muzon up since ",
                        "accounts: No account can join voice chats",
                        "Login page of the assistants:  http://127.0.0.1:8088/#")
                .endsWith("Everything runs, but not all of it works, see above.\n");
        List<MatchResult> processes = PROCESS.matcher(status.output()).results().toList();
        assertThat(processes)
                .extracting(found -> found.group(1))
                .containsExactlyInAnyOrder(
                        "mongo", "bot-gateway", "assistant-service", "voice-call-service", "extractor-service");
        String listening = terminal.run("ss", "-Hltnp").output();
        for (MatchResult process : processes) {
            assertThat(listening.lines())
                    .as(process.group())
                    .anyMatch(line -> line.contains(":" + process.group(3) + " ")
                            && line.contains("pid=" + process.group(2) + ","));
        }
        return processes.stream()
                .collect(Collectors.toMap(found -> found.group(1), found -> Long.valueOf(found.group(2))));
    }

    private void aSecondStartNamesTheFirst(Path env, Terminal.Up up) throws IOException, InterruptedException {
        Ended second = up(env);

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.lines()).hasSize(1);
        assertThat(second.output())
                .startsWith("Muzon runs here already (pid " + up.pid() + ", ./muzon up since ")
                .endsWith("). \"./muzon stop --state " + state
                        + "\" ends it, another \"--state\" names another folder.\n");
    }

    private void takenPortsNameTheirHolders(Path env, Map<String, Long> pids) throws IOException, InterruptedException {
        Path other = folder.resolve("other");

        Ended second = terminal.muzon("up", "--env", env.toString(), "--state", other.toString());

        assertThat(second.code()).isEqualTo(1);
        // The login page has a port as well, and the last line says what to do.
        assertThat(second.lines()).hasSize(pids.size() + 2);
        pids.forEach((name, pid) -> assertThat(second.output())
                .containsPattern("Port \\d+ of " + name + " is in use by pid " + pid + " \\(java\\)\\."));
        assertThat(second.output()).contains("Nothing was started.");
        assertThat(Terminal.tree(other)).noneMatch(name -> name.startsWith("mongo") || name.startsWith("run.json"));
    }

    private void theSilenceOfTelegramIsNamedOnceInTheLogsAndInTheHealth(Terminal.Up up)
            throws IOException, InterruptedException {
        Path assistant = state.resolve("logs/assistant-service.log");
        await("a warning about the way to Telegram")
                .atMost(PATIENCE)
                .until(() -> Files.readAllLines(assistant).stream()
                        .anyMatch(line -> line.contains("WARN") && line.contains("Telegram")));
        for (String log : List.of("assistant-service", "bot-gateway", "voice-call-service", "extractor-service")) {
            assertThat(state.resolve("logs/" + log + ".log"))
                    .content()
                    .doesNotContain("\tat ")
                    .doesNotContain("AAH-a-token", "0123456789abcdef0123456789abcdef");
        }
        String token = Files.readString(state.resolve("internal-token")).strip();
        await("a degraded health").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health(8081, token)).contains("DEGRADED", "Telegram is out of reach");
            assertThat(health(8082, token)).contains("DEGRADED", "No account can join voice chats");
        });
        assertThat(health(8084, token)).contains("library", "none: ");
        String ready = up.said().getLast();
        String page = ready.replaceFirst(".*(http://\\S+/)#\\S+.*", "$1");
        assertThat(terminal.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", page)
                        .output())
                .as(ready)
                .isEqualTo("200");
    }

    /** Checks the login page in a browser: without its link, with it, and when the service is gone. */
    private void theLoginPageSaysTheSame(Terminal.Up up) throws IOException, InterruptedException {
        assertThat(BrowserScript.possible()).as("a browser").isTrue();
        String link = up.said().getLast().replaceFirst(".*(http://\\S+/#\\S+).*", "$1");
        try (Visitor operator = Visitor.asOperator(namespace::enter)) {
            JsonNode locked = operator.does("opens", "address", link.replaceFirst("#.*", ""), "awaits", "#locked");
            assertThat(locked.path("text").asString())
                    .contains("Open this page by its secret link", "“./muzon up” shows the link")
                    .doesNotContain("main");
            assertThat(locked.path("text").asString()).contains("./muzon status", "“--state”");
            assertThat(terminal.muzon("logs", "--state", state.toString(), "assistant-service", "--lines", "9999")
                            .output()
                            .lines()
                            .filter(line -> line.contains("Login page")))
                    .last()
                    .asString()
                    .endsWith(link);

            JsonNode account = operator.does("opens", "address", link, "awaits", "article .failure:not(:empty)");
            assertThat(account.path("text").asString())
                    .contains("main", "Telegram does not answer.")
                    .doesNotContain("Open this page", "Ready\n", "Logged in as");
            assertThat(account.path("address").asString())
                    .as("no bookmark keeps the secret")
                    .doesNotContain("#");
            assertThat(operator.does("speaks", "language", "ru").path("text").asString())
                    .contains("main", "Telegram не отвечает")
                    .doesNotContain("does not", "Log ");

            operator.does("speaks", "language", "en");
            long assistant = pidOf("assistant-service");
            assertThat(ProcessHandle.of(assistant).orElseThrow().destroyForcibly())
                    .isTrue();
            operator.does("reads", "words", "The service does not answer. Trying again…");
            // A new start makes a new link. The page did not stop saying that the service does not answer.
            JsonNode lockedAgain = operator.does("reads", "words", "Open this page by its secret link");
            assertThat(lockedAgain.path("text").asString()).doesNotContain("does not answer");
            assertThat(pidOf("assistant-service")).isNotEqualTo(assistant);
        }
    }

    private long pidOf(String process) throws IOException, InterruptedException {
        AtomicLong pid = new AtomicLong();
        await(process).atMost(PATIENCE).until(() -> {
            Matcher found = Pattern.compile("(?m)^  " + process + " +ready .* pid (\\d+) ")
                    .matcher(terminal.muzon("status", "--state", state.toString())
                            .output());
            pid.set(found.find() ? Long.parseLong(found.group(1)) : 0);
            return pid.get() != 0;
        });
        return pid.get();
    }

    @Test
    void theDemosPageTellsAnOperatorWhatRunsAndWhatDoesNot(RunningSuite suite, Telegram telegram)
            throws IOException, InterruptedException {
        try (Visitor operator = Visitor.asOperator(command -> command)) {
            JsonNode page = operator.does(
                    "opens",
                    "address",
                    suite.page().toString(),
                    "awaits",
                    "#services li:nth-child(5) small:not(:empty)");
            assertThat(page.path("text").asString()).contains("Kill one and watch it come back.", "deletes all chats");
            for (JsonNode process : telegram.processes()) {
                String name = process.path("name").asString();
                operator.does("reads", "within", "#services li[data-service=" + name + "]", "words", "ready");
            }
            String extractor = "extractor-service";
            int restarts = telegram.process(extractor).path("restarts").intValue();

            operator.does("presses", "button", "Kill " + extractor);

            await("the restart")
                    .atMost(PATIENCE)
                    .until(() -> telegram.process(extractor).path("restarts").intValue() > restarts);
            String said = restarts == 0 ? "1 restart" : (restarts + 1) + " restarts";
            String row = "#services li[data-service=" + extractor + "]";
            operator.does("reads", "within", row, "words", said);
            operator.does("reads", "within", row, "words", "ready");
            assertThat(telegram.process(extractor).path("state").asString()).isEqualTo("READY");
        }
    }

    private String health(int port, String token) throws IOException, InterruptedException {
        return terminal.run(
                        "curl",
                        "-s",
                        "-H",
                        "Authorization: Bearer " + token,
                        "http://127.0.0.1:" + port + "/actuator/health")
                .output();
    }

    private void logsAreThoseOfTheRun() throws IOException, InterruptedException {
        Ended logs = terminal.muzon("logs", "mongo", "--lines", "1", "--state", state.toString());
        List<String> written = Files.readAllLines(state.resolve("logs/mongo.log"));

        assertThat(logs.code()).isZero();
        assertThat(logs.lines()).containsExactly(written.getLast());
        Ended unknown = terminal.muzon("logs", "gateway", "--state", state.toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("There are those of assistant-service, bot-gateway");
    }

    private void stopEndsWhatRan(Terminal.Up up, Map<String, Long> pids) throws IOException, InterruptedException {
        Ended stop = terminal.muzon("stop", "--state", state.toString());

        assertThat(stop.code()).as(stop.output()).isZero();
        assertThat(stop.output()).startsWith("Ending: pid " + up.pid()).containsPattern("Ended after [0-9.]+ s\\.");
        assertThat(up.exitCode()).isZero();
        pids.forEach((name, pid) -> assertThat(ProcessHandle.of(pid)).as(name).isEmpty());
        assertThat(terminal.muzon("status", "--state", state.toString()).code()).isEqualTo(3);
        assertThat(terminal.muzon("stop", "--state", state.toString()).code()).isZero();
        assertThat(terminal.muzon("logs", "mongo", "--lines", "1", "--state", state.toString())
                        .code())
                .isZero();
    }

    @Test
    void doctorTakesTheSandboxForTelegram(RunningSuite suite) throws Exception {
        Path env = settings(RIGHT.replaceFirst("BOT_TOKEN=.*", "BOT_TOKEN=1000001:sandbox-bot-token-on-loopback-only")
                + "MUZON_TELEGRAM_API_URL=http://" + suite.page().getHost() + ":8090\n"
                + "MUZON_TDLIB_PROXY=socks5://127.0.0.1:8091\n");
        var beside = new Terminal(
                folder,
                command -> suite.insideCommand(command.toArray(String[]::new)).command());

        Ended doctor = beside.muzon("doctor", "--env", env.toString(), "--state", state.toString());

        assertThat(doctor.output())
                .contains(
                        "ok    the bot's token is accepted",
                        "ok    Telegram's server for accounts answers the first step of a login through the proxy of"
                                + " MUZON_TDLIB_PROXY",
                        "ok    the services accept the settings",
                        "FAIL  Port 8081 of bot-gateway is in use by pid "
                                + new Telegram(suite.page())
                                        .process("bot-gateway")
                                        .path("pid")
                                        .longValue() + " (java).");
        assertThat(doctor.code()).isEqualTo(1);
    }

    @Test
    void aMissingRightOfTheBotIsOneLineInTheLogWithTheChat(RunningSuite suite, Telegram telegram) throws Exception {
        long alice = telegram.user("Alice");
        long group = telegram.post("sandbox/groups", Map.of("as", alice, "title", "Without rights"))
                .path("id")
                .longValue();
        telegram.post("sandbox/chats/" + group + "/members", Map.of("as", alice, "userId", telegram.bot()));
        telegram.startVoiceChat(group, alice);

        int asked = telegram.say(group, alice, "/play staircase");
        // In whatever language an earlier world's group of this number has chosen.
        telegram.awaitMessage(
                group,
                asked,
                message -> Telegram.text(message).contains("⚠️")
                        && Telegram.text(message).contains("@muzon_assistant"));
        telegram.say(group, alice, "/stop");
        telegram.awaitText(group, asked, "⏹");

        assertThat(suite.log("voice-call-service").lines().filter(line -> line.contains("[" + group + "]")))
                .filteredOn(line -> line.contains("chat.invite-right-missing"))
                .hasSize(1);
    }

    private Ended up(Path env) throws IOException, InterruptedException {
        return terminal.muzon("up", "--env", env.toString(), "--state", state.toString());
    }

    private Path settings(String text) throws IOException {
        Path env = Files.writeString(folder.resolve("muzon.env"), text);
        return Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-------"));
    }
}
