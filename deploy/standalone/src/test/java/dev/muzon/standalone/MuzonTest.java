package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.standalone.suite.DotEnv;
import dev.muzon.standalone.suite.Port;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MuzonTest {
    private static final String RIGHT = """
        BOT_TOKEN=123456:AAFakeTokenFakeTokenFakeTokenFakeTok
        API_ID=1
        API_HASH=0123456789abcdef0123456789abcdef
        """;

    @TempDir
    private Path folder;

    /** A project in which nothing is built, so that no service is asked about the settings. */
    @TempDir
    private Path project;

    private final StringWriter said = new StringWriter();

    @Test
    void aRelativePathIsRelativeToWhereThePersonStands() throws Exception {
        Files.writeString(folder.resolve("here.env"), "not a setting\n");

        assertThat(run("up", "--env", "here.env")).isEqualTo(2);
        assertThat(said())
                .startsWith("The settings have 4 problems:\n  - " + folder.resolve("here.env")
                        + ", line 1: expected NAME=value or # comment\n")
                .endsWith("Nothing was started. Correct " + folder.resolve("here.env") + ".\n");
    }

    @Test
    void aMissingMusicFolderIsRefusedWithTheFileToCorrect() throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + "MUZON_LIBRARY_DIR=/nowhere/music\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .isEqualTo("The settings have 1 problem:\n  - The music folder /nowhere/music does not exist\n"
                        + "      correct MUZON_LIBRARY_DIR in " + env + "\nNothing was started. Correct " + env
                        + ".\n");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aMalformedKeyOfBackupsIsAmongTheProblems() throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + "MUZON_BACKUP_KEY=12\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .contains("- MUZON_BACKUP_KEY is not a key: a key of backups has 64 hexadecimal digits, this has 2\n"
                        + "      make one with \"openssl rand -hex 32\" and correct MUZON_BACKUP_KEY in " + env);
    }

    // A key with an odd number of digits was said to have something else than digits.
    @Test
    void aKeyOfBackupsThatIsTooShortWasCalledNotHexadecimal() throws Exception {
        Files.writeString(folder.resolve("a.env"), RIGHT + "MUZON_BACKUP_KEY=abc\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said()).contains("a key of backups has 64 hexadecimal digits, this has 3");
    }

    // Nothing refused it, and voice-call-service ended with 1 at each start.
    @ParameterizedTest
    @ValueSource(strings = {"lots", "1.5g", "20m", "400", "99999999999999999999m"})
    void aHeapThatNoJavaStartsWithWasPassedOnToVoiceCallService(String heap) throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + "MUZON_VOICE_HEAP=" + heap + "\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .contains("- MUZON_VOICE_HEAP must be a size from 64m to 1024g, and is \"" + heap + "\"\n"
                        + "      correct MUZON_VOICE_HEAP in " + env + ", e.g. MUZON_VOICE_HEAP=400m\n");
    }

    // "Make a key" was the advice, and no new key opens an old backup.
    @Test
    void aRestoreWithoutAKeyAsksForTheKeyOfTheBackup() throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT);

        assertThat(run("restore", "a.backup", "--env", "a.env", "--state", "state"))
                .isEqualTo(2);
        assertThat(said())
                .isEqualTo("MUZON_BACKUP_KEY is not set: a backup holds the accounts' sessions, so it is encrypted."
                        + " Set the key that the backup was made with, in " + env + ".\n");
    }

    @Test
    void filesOfSecretsThatAreMissingOrSetTwiceAreToldWithTheNamesThatNameThem() throws Exception {
        Path hash = Files.writeString(folder.resolve("hash"), "0123456789abcdef0123456789abcdef\n");
        Path env = Files.writeString(
                folder.resolve("a.env"),
                "BOT_TOKEN_FILE=/nowhere/token\nAPI_ID=1\nAPI_HASH=other\nAPI_HASH_FILE=" + hash + "\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .startsWith("The settings have 2 problems:\n")
                .contains("- BOT_TOKEN_FILE names no file: there is no /nowhere/token\n      correct BOT_TOKEN_FILE in "
                        + env)
                .contains("- API_HASH_FILE and API_HASH are both set: one of them is enough");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MUZON_MANAGEMENT_PORT", "MANAGEMENT_SERVER_PORT", "SERVER_PORT"})
    void onePortForAllServicesIsRefused(String name) throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + name + "=9080\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said()).contains(name + " is for a service that runs by itself", "delete " + name + " in " + env);
    }

    @Test
    void aPortThatTwoPartsWouldTakeIsRefused() throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + "MUZON_CONSOLE_PORT=8081\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .contains("- MUZON_CONSOLE_PORT is 8081, which is the port of bot-gateway\n"
                        + "      choose another port: correct MUZON_CONSOLE_PORT in " + env);
    }

    @Test
    void anAddressAtWhichTheServicesDoNotFindEachOtherIsRefused() throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + "SERVER_ADDRESS=10.1.2.3\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .contains("SERVER_ADDRESS is \"10.1.2.3\", and with ./muzon the services look for each other at"
                        + " 127.0.0.1\n      delete SERVER_ADDRESS in " + env);
    }

    @Test
    void theRemedyForATakenPortNamesTheSettingThatMovesIt() {
        var loopback = InetAddress.getLoopbackAddress();
        var page = new Port(8088, "the login page", loopback, "MUZON_CONSOLE_PORT");
        var service = new Port(8081, "bot-gateway");

        assertThat(Preflight.freePorts(List.of(page)))
                .startsWith("end that process, or move the login page to another port with MUZON_CONSOLE_PORT. ")
                .doesNotContain("fixed");
        assertThat(Preflight.freePorts(List.of(service)))
                .startsWith("end that process: the ports of the services are fixed. ");
    }

    // "java.lang.IllegalArgumentException: port out of range" was said.
    @Test
    void wordsOfAFailureNamedJavasClasses() {
        assertThat(FileTrouble.words(new IllegalArgumentException("port out of range: 99999")))
                .isEqualTo("port out of range: 99999");
        assertThat(FileTrouble.words(new IOException("java.net.ConnectException: refused")))
                .isEqualTo("refused");
        assertThat(FileTrouble.words(new NullPointerException()))
                .isEqualTo("an error of Muzon itself (NullPointerException)");
    }

    @Test
    void aSecretInAFileCountsAsSet() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "12\n");
        Files.writeString(
                folder.resolve("a.env"), "MUZON_BACKUP_KEY_FILE=%1$s\nAPI_ID_FILE=%1$s\nAPI_HASH=1\n".formatted(key));

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .contains("BOT_TOKEN is not set", "a key of backups has 64 hexadecimal digits, this has 2")
                .doesNotContain("API_ID is not set", "has no effect");
    }

    @Test
    void eachMissingSettingIsNamedWithWhereToGetIt() throws Exception {
        Files.createFile(folder.resolve("empty.env"));

        assertThat(run("up", "--env", "empty.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .contains("- BOT_TOKEN is not set\n      get it from @BotFather and set BOT_TOKEN in "
                        + folder.resolve("empty.env"))
                .contains("- API_ID is not set\n      get it from my.telegram.org", "- API_HASH is not set\n")
                .hasLineCount(8);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void withoutAFileOfSettingsTheFileThatIsNotThereWasToBeCorrected() {
        assertThat(run("up", "--state", "state")).isEqualTo(2);

        Path env = Path.of(".env").toAbsolutePath();
        assertThat(said())
                .contains("BOT_TOKEN is not set")
                .endsWith(
                        "Nothing was started. There is no %s yet: \"install -m 600 %s.example %s\" makes it, fill it in.\n"
                                .formatted(env, env, env));
    }

    @Test
    void aMisspelledNameIsCorrectedBesideTheMissingOne() throws Exception {
        Files.writeString(folder.resolve("a.env"), "BOTTOKEN=1:a\nAPI_ID=1\nAPI_HASH=a\n");

        assertThat(run("up", "--env", "a.env")).isEqualTo(2);
        assertThat(said()).contains("BOTTOKEN has no effect", "write BOT_TOKEN if", "BOT_TOKEN is not set");
    }

    @Test
    void aMisspelledNameAloneIsRefused() throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + "MUZON_TDLBI_KEY=x\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .isEqualTo("The settings have 1 problem:\n"
                        + "  - MUZON_TDLBI_KEY has no effect: no process knows it\n"
                        + "      write MUZON_TDLIB_KEY if that is meant, else delete it\n"
                        + "Nothing was started. Correct " + env + ".\n");
    }

    // "No process knows it", although the page of settings names what to write instead.
    @Test
    void aNameOfOtherBotsIsToldWhatItIsCalledHere() throws Exception {
        Path env = Files.writeString(folder.resolve("a.env"), RIGHT + "STRING_SESSION=1\nCOOKIES_URL=2\nPING_IMG=3\n");
        DotEnv written = DotEnv.read(env);
        var settings = new OperatorSettings(env, written, written.settings(), Map.of());

        assertThat(settings.problems()).isEmpty();
        assertThat(settings.unknown())
                .containsExactly(
                        "COOKIES_URL has no effect: what it configures elsewhere does not exist here.",
                        "PING_IMG has no effect: no process knows it. docs/configuration.md lists all names.",
                        "STRING_SESSION has no effect: set MUZON_ACCOUNTS instead, docs/migration.md says what"
                                + " differs.");
    }

    @Test
    void everythingThatIsWrongWithTheSettingsIsToldAtOnce() throws Exception {
        Path env = Files.writeString(
                folder.resolve("a.env"), "just words\nAPI_ID=1\nAPI_ID=2\nMUZON_LIBRARY_DIR=/nowhere/music\nQUEUE=1\n");

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(2);
        assertThat(said())
                .contains(
                        env + ", line 1: expected NAME=value",
                        env + ", lines 2, 3: API_ID is set more than once",
                        "BOT_TOKEN is not set",
                        "API_HASH is not set",
                        "The music folder /nowhere/music does not exist",
                        "QUEUE has no effect");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "doctor"})
    void aNamedFileOfSettingsThatIsMissingIsRefused(String command) {
        assertThat(run(command, "--env", "none.env")).isEqualTo(2);
        assertThat(said())
                .startsWith("There is no file " + folder.resolve("none.env"))
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "doctor"})
    void aFolderAsFileOfSettingsIsRefused(String command) {
        assertThat(run(command, "--env", ".")).isEqualTo(2);
        assertThat(said()).startsWith(folder + " is a folder").hasLineCount(1);
    }

    @Test
    void aFileAsMusicFolderIsRefused() throws Exception {
        Files.createFile(folder.resolve("song.mp3"));

        assertThat(run("demo", "--library", "song.mp3")).isEqualTo(2);
        assertThat(said()).contains(folder.resolve("song.mp3") + " is a file");
    }

    @Test
    void aStateFolderBelowAFileIsRefusedInOneLine() throws Exception {
        Files.createFile(folder.resolve("file"));

        assertThat(run("demo", "--state", "file/state")).isEqualTo(2);
        assertThat(said()).contains("cannot be made").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo --fresh", "demo --isolated", "demo --isolated --fresh"})
    void aSecondRunInAFolderIsRefusedBeforeItTouchesAnything(String command) throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        Files.createFile(state.resolve(".muzon-state"));
        Path song =
                Files.writeString(Files.createDirectory(state.resolve("mongo")).resolve("muzon.mv"), "data");
        try (var holder = LockHolder.of(state)) {
            assertThat(run((command + " --state state").split(" ", -1))).isEqualTo(1);
            assertThat(said())
                    .contains("Muzon runs here already (pid " + holder.pid() + ", ./muzon demo since ")
                    .hasLineCount(1);
        }
        assertThat(song).hasContent("data");
    }

    @Test
    void aStoppedRunLeavesNoLock() throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        LockHolder.of(state).close();

        assertThat(run("status", "--state", "state")).isEqualTo(3);
        assertThat(said()).contains("Muzon does not run. Looked in " + state);
    }

    // "Muzon does not run. Looked in song.mp3." sent people to look for a run.
    @Test
    void theFolderOfARunWasLookedForInAFile() throws Exception {
        Path song = Files.writeString(folder.resolve("song.mp3"), "music");

        assertThat(run("status", "--state", "song.mp3")).isEqualTo(2);
        assertThat(said()).isEqualTo(song + " is a file and no folder: name the folder of the run with --state.\n");
    }

    @Test
    void statusTellsWhatIsNotReadyAndWhy() throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        try (var _ = LockHolder.of(state)) {
            assertThat(run("status", "--state", "state")).isEqualTo(1);
            assertThat(said())
                    .contains(
                            "bot-gateway",
                            "waiting to restart",
                            "port 8081",
                            "restarts 2",
                            "nothing listens on its port 27117 yet",
                            "ended with 1, starting again");
        }
    }

    // What nobody could restore had made the folder all the same.
    @Test
    void aRestoreOfSomethingElseLeavesNoFolder() throws Exception {
        Files.writeString(folder.resolve("a.env"), "MUZON_BACKUP_KEY=" + "0f".repeat(32) + "\n");
        Files.writeString(folder.resolve("thesis.odt"), "mine");

        assertThat(run("restore", "thesis.odt", "--env", "a.env", "--state", "state"))
                .isEqualTo(2);
        assertThat(said()).endsWith("or is not a backup. Nothing was changed.\n");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    // A start on a full disk ended at the first image with the name of an empty log.
    @Test
    void aDiskThatIsTooFullForAStartIsNamedBeforeAnythingStarts() throws Exception {
        Files.writeString(folder.resolve("a.env"), RIGHT);
        Path jar = project.resolve("bot-gateway/target/muzon-bot-gateway-0.1.0-SNAPSHOT.jar");
        Files.createDirectories(jar.getParent());
        try (var sparse = new RandomAccessFile(jar.toFile(), "rw")) {
            sparse.setLength(10_000_000_000_000L);
        }

        assertThat(run("up", "--env", "a.env", "--state", "state")).isEqualTo(1);
        assertThat(said())
                .startsWith("The disk of " + folder.resolve("state") + " is full: 10000130 MB are needed, ")
                .contains(" MB are free. ")
                .endsWith(" Nothing was started.\n");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Command(name = "broken")
    static final class BrokenCommand implements Runnable {
        @Override
        public void run() {
            throw new OutOfMemoryError("planned");
        }
    }

    @Test
    void anErrorIsALineAndNoStackTrace() {
        var line = new StringWriter();
        var commands = new CommandLine(new BrokenCommand()).setErr(new PrintWriter(line, true));

        assertThat(Muzon.run(commands)).isEqualTo(1);
        assertThat(line).hasToString("Muzon failed: planned\n");
    }

    @Test
    void stopEndsTheRunAndWaitsForIt() throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        try (var holder = LockHolder.of(state)) {
            assertThat(run("stop", "--state", "state")).isZero();
            assertThat(holder.isAlive()).isFalse();
        }
        // The last process to end was left out: its end and that of the run cannot be told apart from outside.
        assertThat(said())
                .containsSubsequence("Ending: pid ", "  bot-gateway stopped", "  mongo stopped", "Ended after ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "0"})
    void stopDoesNotWaitForLessThanASecond(String seconds) {
        assertThat(run("stop", "--state", "nowhere", "--wait", seconds)).isEqualTo(2);
        assertThat(said()).startsWith("--wait takes a number of seconds from 1 on, not " + seconds);
    }

    // "Muzon does not run" was said of a run in a folder that only its owner may enter.
    @ParameterizedTest
    @ValueSource(strings = {"status", "stop", "logs"})
    void aFolderThatMayNotBeEnteredWasSaidToHaveNoRun(String command) throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        Files.createFile(state.resolve(FolderLock.FILE));
        Files.setPosixFilePermissions(state, Set.of());
        var words = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) { // root enters everything unless it gives that up
            words.addAll(List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all"));
        }
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Muzon.class.getName(),
                command,
                "--state",
                state.toString()));
        Process asked = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            assertThat(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("The folder " + state + " belongs to another user: ask as that user or as root.");
            assertThat(asked.waitFor()).isEqualTo(1);
        } finally {
            asked.destroyForcibly();
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void stopWithNothingToStopIsWell() {
        assertThat(run("stop", "--state", "nowhere")).isZero();
        assertThat(said()).contains("Muzon does not run");
    }

    @Test
    void logsOfOneServiceAreTheLastLines() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("state/logs"));
        Files.writeString(logs.resolve("mongo.log"), "one\ntwo\nthree\n");
        Files.writeString(logs.resolve("bot-gateway.log"), "four\n");

        assertThat(run("logs", "mongo", "--lines", "2", "--state", "state")).isZero();
        assertThat(said()).isEqualTo("two\nthree\n");
    }

    @Test
    void logsOfAllServicesCarryTheirNames() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("state/logs"));
        Files.writeString(logs.resolve("mongo.log"), "one\n");

        assertThat(run("logs", "--state", "state")).isZero();
        assertThat(said()).matches("mongo +\\| one\n");
    }

    @Test
    void aNegativeNumberOfLinesIsRefused() throws Exception {
        Files.createFile(Files.createDirectories(folder.resolve("state/logs")).resolve("mongo.log"));

        assertThat(run("logs", "mongo", "-n", "-5", "--state", "state")).isEqualTo(2);
        assertThat(said()).isEqualTo("--lines takes a number of lines from 0 on, not -5.\n");
    }

    @Test
    void anUnknownActionOfJobsIsToldInTheWordsThatPeopleWrite() {
        assertThat(run("jobs", "frob")).isEqualTo(2);
        assertThat(said()).contains("expected list, show, revive or drop, not \"frob\"");
    }

    @Test
    void aFileToWriteInAFolderThatIsMissingIsRefusedInOneLine() throws Exception {
        Files.writeString(folder.resolve("a.env"), RIGHT + "MUZON_BACKUP_KEY=" + "0f".repeat(32) + "\n");

        assertThat(run("support-bundle", "--output", "nope/sb.zip")).isEqualTo(2);
        assertThat(run("backup", "nope/x.bak", "--env", "a.env")).isEqualTo(2);
        assertThat(said()).isEqualTo("""
            There is no folder %1$s: name another one with --output.
            There is no folder %1$s: name another file.
            """.formatted(folder.resolve("nope")));
    }

    @Test
    void anExistingFileIsNotOverwrittenByASupportBundle() throws Exception {
        Files.writeString(folder.resolve("mine.zip"), "mine");

        assertThat(run("support-bundle", "--output", "mine.zip")).isEqualTo(2);
        assertThat(said()).isEqualTo(folder.resolve("mine.zip") + " exists already: name another one with --output.\n");
        assertThat(folder.resolve("mine.zip")).hasContent("mine");
    }

    @Test
    void aFileThatGoesMeanwhileIsNamedWithoutWordsOfJava() {
        assertThat(FileTrouble.inWords(new NoSuchFileException("/nope/x"))).isEqualTo("/nope/x: it is not there");
    }

    // It read: There are those of .
    @Test
    void withoutAnyLogNoneIsPromised() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("state/logs"));

        assertThat(run("logs", "bot-gateway", "--state", "state")).isEqualTo(2);
        assertThat(said()).isEqualTo("There is no log of \"bot-gateway\" in " + logs + ", nor any other yet.\n");
    }

    @Test
    void anUnknownServiceIsRefusedAndTheKnownOnesNamed() throws Exception {
        Files.createFile(Files.createDirectories(folder.resolve("state/logs")).resolve("mongo.log"));

        assertThat(run("logs", "gateway", "--state", "state")).isEqualTo(2);
        assertThat(said()).contains("no log of \"gateway\"", "There are those of mongo.");
    }

    @Test
    void anUnknownOptionIsNamedWithTheNearestOne() {
        assertThat(run("demo", "--isolate")).isEqualTo(2);
        assertThat(said().strip())
                .isEqualTo("Unknown option \"--isolate\". Did you mean \"--isolated\"? "
                        + "\"./muzon demo --help\" lists all.");
    }

    // "Unmatched argument at index 1" came with the whole help.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        stop foo          | Unexpected argument "foo": "stop" takes only --state, --wait. "./muzon stop --help" tells more.
        status foo        | Unexpected argument "foo": "status" takes only --state, --env. "./muzon status --help" tells more.
        logs mongo foo    | Unexpected argument "foo": "logs" takes SERVICE, --state, --follow, --lines. "./muzon logs --help" tells more.
        stop --wait soon  | Invalid value for option '--wait': 'soon' is not a whole number. "./muzon stop --help" tells more.
        console-password x | Unexpected argument "x": "console-password" takes no arguments. "./muzon console-password --help" tells more.
        backup            | Missing required parameter: 'FILE'. "./muzon backup --help" tells more.
        """)
    void whatDoesNotFitACommandIsSaidInOneLine(String arguments, String words) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(said().strip()).isEqualTo(words);
    }

    @Test
    void thePasswordThatTheDemoNamesIsTheSandboxs() throws Exception {
        Path seed = Path.of("../sandbox/src/main/java/dev/muzon/sandbox/world/WorldSeed.java");

        assertThat(seed)
                .content()
                .contains("DEMO_PASSWORD = \"" + DemoCommand.PASSWORD + "\"")
                .containsSubsequence(
                        "second =", "\"" + DemoCommand.LOCKED + "\"", "setTwoFactor(second.id(), new TwoFactor(DEMO_");
    }

    // "The password is nocturne" was said, and not whose.
    @Test
    void theDemoSaysWhosePasswordItNames() {
        DemoCommand demo = new DemoCommand();
        new CommandLine(demo).parseArgs("--manual-login");

        assertThat(demo.next("http://page"))
                .endsWith(DemoCommand.LOCKED + " has the two-step password \"" + DemoCommand.PASSWORD + "\".");
    }

    // "Beside it the login page named above", for as long as the demo ran.
    @Test
    void theStatusOfADemoSentEverybodyToTheLogin() {
        DemoCommand demo = new DemoCommand();
        new CommandLine(demo).parseArgs("--manual-login");

        assertThat(demo.later())
                .contains("type /play nocturne. An account that is not logged in waits on the login page");
    }

    @Test
    void freshInAForeignFolderIsRefusedInOneLine() throws Exception {
        Files.createFile(folder.resolve("thesis.odt"));

        int code = run("demo", "--fresh", "--state", ".");

        assertThat(code).isEqualTo(2);
        assertThat(said())
                .contains("--fresh would delete what lies in " + folder)
                .hasLineCount(1);
        assertThat(folder.resolve("thesis.odt")).exists();
    }

    @Test
    void aMissingMusicFolderIsRefused() {
        assertThat(run("demo", "--library", "nowhere", "--state", "state")).isEqualTo(2);
        assertThat(said()).contains("The music folder " + folder.resolve("nowhere"));
    }

    private String said() {
        return said.toString();
    }

    private int run(String... arguments) {
        CommandLine command =
                Muzon.commandLine(folder).setErr(new PrintWriter(said, true)).setOut(new PrintWriter(said, true));
        String[] all = new String[arguments.length + 2];
        all[0] = "--root";
        all[1] = project.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return command.execute(all);
    }
}
