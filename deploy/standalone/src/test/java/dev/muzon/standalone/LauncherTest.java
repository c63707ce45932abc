package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the functions of {@code ./muzon}, with other programs in place of the system's. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../../muzon").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void anInstalledLibraryIsFoundInALongList() throws Exception {
        program("ldconfig", "echo libgomp.so.1; for i in $(seq 20000); do echo \"libother.so.$i (libc6)\"; done");

        assertThat(bash("need_library libgomp.so.1 libgomp1; echo \"missing: ${packages[*]}\""))
                .isEqualTo("missing:");
    }

    @Test
    void aMissingLibraryIsNamedByItsPackage() throws Exception {
        program("ldconfig", "echo libgompXso.1");

        assertThat(bash("need_library libgomp.so.1 libgomp1; echo \"missing: ${packages[*]}\""))
                .isEqualTo("missing: libgomp1");
    }

    @Test
    void noPipeOfTheLauncherHasAReaderThatLeavesEarly() throws IOException {
        assertThat(Files.readAllLines(LAUNCHER).stream().filter(line -> !line.startsWith("#")))
                .noneMatch(line -> line.matches(".*\\|\\s*(grep .*-\\w*q|head\\b).*"));
    }

    @Test
    void filesOfTheSupervisorAreReadableOnlyByTheirOwner() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.move(program("java", "umask; printf '%s\\n' \"$@\""), java.resolve("java"));

        assertThat(bash("JAVA_HOME=" + folder.resolve("jdk") + "; supervisor up --state here"))
                .startsWith("0077\n")
                .contains("-Dmuzon.called-from=" + folder.toRealPath() + "\n")
                .endsWith("up\n--state\nhere");
    }

    @ParameterizedTest
    @CsvSource({"stauts, status", "dmeo, demo", "log, logs", "UP, up"})
    void aMisspelledCommandIsAnsweredWithTheNearestOne(String misspelled, String nearest) throws Exception {
        assertThat(muzon(2, misspelled))
                .isEqualTo("Unknown command \"%s\". Did you mean \"%s\"? \"./muzon help\" lists all."
                        .formatted(misspelled, nearest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "bogus"})
    void aForeignCommandIsNamedWithoutASuggestion(String foreign) throws Exception {
        assertThat(muzon(2, foreign))
                .isEqualTo("Unknown command \"%s\". \"./muzon help\" lists all.".formatted(foreign));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        demo --isolatd       | Unknown option "--isolatd". Did you mean "--isolated"? "./muzon demo --help" lists all.
        demo --frobnicate=1  | Unknown option "--frobnicate=1". "./muzon demo --help" lists all.
        demo now             | Unexpected argument "now": "demo" takes only --isolated, --fresh, --manual-login, --state, --library. "./muzon demo --help" tells more.
        up foo               | Unexpected argument "foo": "up" takes only --env, --state. "./muzon up --help" tells more.
        up here.env          | Unexpected argument "here.env": did you mean "--env here.env"? "./muzon up --help" tells more.
        demo songs           | Unexpected argument "songs": did you mean "--library songs"? "./muzon demo --help" tells more.
        up --fresh           | Unknown option "--fresh". "./muzon up --help" lists all.
        up --fresh --isolated | Unknown option "--fresh". "./muzon up --help" lists all.
        up --state           | Option "--state" needs a value. "./muzon up --help" tells more.
        up --env=/none.env   | There is no file /none.env: --env names a file of NAME=value lines.
        up --env=/usr/        | /usr/ is a folder: --env names a file, "/usr/.env" for example.
        demo --fresh --library /none | There is no folder /none: name another one with --library.
        """)
    void aWrongOptionIsNamedBeforeAnythingIsBuilt(String arguments, String words) throws Exception {
        Files.createFile(folder.resolve("here.env"));
        Files.createDirectory(folder.resolve("songs"));

        assertThat(bash("build() { echo built; }; check_options " + arguments + " && build; echo \"code $?\""))
                .isEqualTo(words + "\ncode 2");
    }

    // "bench foo" built for minutes before it looked at the word.
    @Test
    void aMeasurementThatDoesNotExistIsNamedBeforeAnythingIsBuilt() throws Exception {
        assertThat(bash("build() { echo built; }; check_measurements memory add-channel && build"))
                .isEqualTo("built");
        assertThat(bash("build() { echo built; }; check_measurements memory foo && build; echo \"code $?\""))
                .startsWith("There is no measurement \"foo\". There are memory, reply, ")
                .endsWith(" recovery. \"./muzon bench --help\" tells more.\ncode 2");
    }

    @Test
    void theHelpOfTheBenchListsEveryMeasurement() throws Exception {
        Path bench = Path.of("../e2e/src/test/java/dev/muzon/e2e/bench/Bench.java");
        List<String> measurements = Pattern.compile("MEASUREMENTS\\.put\\(\"([a-z-]+)\"")
                .matcher(Files.readString(bench))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(measurements).isNotEmpty();
        assertThat(bash("help_of bench").split("\\s+")).containsAll(measurements);
    }

    @Test
    void rightOptionsPassTheLauncherAsTheyPassTheSupervisor() throws Exception {
        Files.createDirectory(folder.resolve("songs"));

        assertThat(bash("check_options demo --fresh --library songs --state=here --manual-login && echo right"))
                .isEqualTo("right");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up"})
    void theLauncherKnowsTheOptionsOfTheSupervisor(String command) throws Exception {
        String[] known = bash("echo \"${switches[%1$s]}|${named[%1$s]}\"".formatted(command))
                .split("\\|", -1);

        Muzon.commandLine(folder).getSubcommands().get(command).getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp())
                .forEach(option -> assertThat(known[option.arity().max()].split(" "))
                        .as(option.longestName())
                        .contains(option.longestName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "images", "test", "test-deploy", "bench", "version"})
    void helpOfACommandDoesNotRunIt(String command) throws Exception {
        assertThat(muzon(0, command, "--help")).startsWith("usage: ./muzon " + command);
    }

    /** Checks the file that Maven reads at each start. Without the option it would only warn. */
    @Test
    void aLibraryThatDoesNotMatchItsChecksumEndsTheBuild() throws Exception {
        assertThat(LAUNCHER.resolveSibling(".mvn/maven.config")).content().contains("--strict-checksums");
    }

    @Test
    void continuousIntegrationRunsAllTests() throws Exception {
        assertThat(LAUNCHER.resolveSibling(".ci/run"))
                .content()
                .contains("\nexport MUZON_REQUIRE_ALL=", "\n./muzon test\n", " ./muzon test-deploy\n");
    }

    @Test
    void imagesOfAnUnknownServiceAreRefusedBeforeAnythingIsBuilt() throws Exception {
        assertThat(muzon(2, "images", "gateway"))
                .isEqualTo("Unknown argument \"gateway\". \"./muzon images --help\" lists all.");
        assertThat(muzon(2, "images", "--tag")).isEqualTo("--tag needs a value. \"./muzon images --help\" tells more.");
    }

    @Test
    void buildRefusesArguments() throws Exception {
        assertThat(muzon(2, "build", "-X")).isEqualTo("\"build\" takes no arguments, but got: -X");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void anArgumentBehindVersionWasIgnored(String command) throws Exception {
        assertThat(muzon(2, command, "extra")).isEqualTo("\"version\" takes no arguments, but got: extra");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void theVersionIsThatOfTheProject(String command) throws Exception {
        assertThat(muzon(0, command)).matches("muzon \\d+\\.\\d+\\.\\d+\\S*( \\(commit [0-9a-f]+\\))?");
    }

    @Test
    void helpNamesEveryCommandAndOption() throws Exception {
        String help = muzon(0, "help");

        Muzon.commandLine(folder).getSubcommands().forEach((name, command) -> {
            assertThat(help).containsPattern("\n  " + name + " ");
            assertThat(command.getCommandSpec().options())
                    .filteredOn(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                    .allSatisfy(option -> assertThat(help).contains(option.longestName()));
        });
    }

    @Test
    void aBuildTellsItsProgressAndItsErrorsOnly() throws Exception {
        Path output = Files.writeString(folder.resolve("output"), """
            [INFO] Scanning for projects...
            \033[0m[INFO] Building muzon-natives 0.1.0-SNAPSHOT                    [1/13]
            npm notice \033[0m
            [INFO] Building muzon-voice-call-service 0.1.0-SNAPSHOT                 [7/13]
            [WARNING] /here/Bot.java:[134,5] [NotJavadoc] warnings are errors
            [ERROR] Failed to execute goal x on project y: Compilation failure
            [ERROR] \tat org.apache.maven.cli.MavenCli.main(MavenCli.java)
            [ERROR] For more information about the errors, read on
            """);

        assertThat(bash("progress <" + output)).isEqualTo("""
            Building 1 of 13: natives
            Building 7 of 13: voice-call-service
            [WARNING] /here/Bot.java:[134,5] [NotJavadoc] warnings are errors
            [ERROR] Failed to execute goal x on project y: Compilation failure\
            """);
    }

    @Test
    void aFailedBuildNamesItsOutputAndFails() throws Exception {
        program("mvn", "echo '[ERROR] Failed to execute goal x'; exit 1");

        assertThat(bash("cd " + folder + "; maven package; echo \"code $?\""))
                .isEqualTo("[ERROR] Failed to execute goal x\nThe build failed. Its whole output: "
                        + folder.toRealPath() + "/target/build.log");
    }

    // Ctrl+C was called a failed build, and Maven outlived a launcher that was told to end.
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aBuildThatIsToldToEndSaysSoAndLeavesNothingBehind(String signal, int code) throws Exception {
        Path pid = folder.resolve("pid");
        program("mvn", "echo $$ >" + pid + ".new; mv " + pid + ".new " + pid + "; exec sleep 60");
        ProcessBuilder builder = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        "bash",
                        "-c",
                        "source " + LAUNCHER + "; cd " + folder + "; maven x")
                .redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, mine) -> mine + ":" + path);
        Process launcher = builder.start();
        await().until(() -> Files.exists(pid));
        ProcessHandle maven =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        new ProcessBuilder("kill", "-s", signal, Long.toString(launcher.pid()))
                .start()
                .waitFor();

        assertThat(launcher.inputReader().readAllAsString()).isEqualTo("Ended before the build was done.\n");
        assertThat(launcher.waitFor()).isEqualTo(code);
        assertThat(maven.isAlive()).isFalse();
    }

    @Test
    void aRunOfTheTestsTellsWhichItSkipsAndWhatTheyNeed() throws Exception {
        assertThat(bash("command() { [ \"$2\" != promtool ]; }; tell_skipped_tests"))
                .isEqualTo("Skipping the tests of alerts and of Prometheus' settings: promtool is missing."
                        + " On Debian: sudo apt-get install prometheus");
        assertThat(bash("command() { [ \"$2\" != systemd-analyze ]; }; tell_skipped_tests"))
                .isEqualTo("Skipping the tests of the systemd units: systemd-analyze is missing."
                        + " On Debian: sudo apt-get install systemd");
        assertThat(bash("command() { true; }; tell_skipped_tests")).isEmpty();
    }

    // On a machine without npm, deno was missing for the seconds until npm came.
    @Test
    void ytDlpComesAfterTheProgramsThatItsInstallationNeeds() throws Exception {
        assertThat(bash("""
            built() { false; }; install_missing() { echo packages; }; maven() { echo maven; }; stamp=/dev/null
            install_ytdlp() { echo yt-dlp $*; }
            build 2>/dev/null\
            """)).isEqualTo("packages\nyt-dlp --deno\nmaven");
        assertThat(bash("built() { true; }; install_ytdlp() { echo \"yt-dlp $*.\"; }; build"))
                .isEqualTo("yt-dlp .");
    }

    @Test
    void linksDoNotPlayIsSaidOnlyWithoutAnOlderYtDlp() throws Exception {
        Path script = Files.writeString(
                Files.createDirectories(folder.resolve("deploy/ytdlp")).resolve("install.sh"), "#!/bin/sh\nexit 1\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(bash("cd " + folder + "; install_ytdlp"))
                .isEqualTo("Going on without it: links to YouTube and other sites do not play.");
        Files.createDirectories(folder.resolve("deploy/ytdlp/installed/yt-dlp"));
        assertThat(bash("cd " + folder + "; install_ytdlp")).isEqualTo("Going on with the one that is installed.");
    }

    @ParameterizedTest
    @CsvSource({"status, 3", "logs, 3", "jobs, 3", "stop, 0"})
    void beforeABuildNothingRunsAndStopHasDoneItsWork(String command, int code) throws Exception {
        assertThat(bash("without_jar " + command + " --state here || code=$?; echo \"code ${code:-0}\""))
                .isEqualTo("Not built yet, and nothing runs. \"./muzon build\" builds.\ncode " + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "stop", "logs"})
    void aRunWhoseJarWasDeletedIsStillFound(String command) throws Exception {
        Path state = Files.createDirectory(folder.resolve("here"));
        try (var holder = LockHolder.of(state)) {
            assertThat(bash("without_jar " + command + " --state here || code=$?; echo \"code ${code:-0}\""))
                    .startsWith("Muzon runs (pid " + holder.pid() + ", folder "
                            + folder.toRealPath().resolve("here") + ")")
                    .contains("\"kill " + holder.pid() + "\" ends the run in order")
                    .endsWith("code 1");
        }
    }

    @Test
    void aRunThatWasKilledIsNotTakenForOne() throws Exception {
        Path state = Files.createDirectory(folder.resolve("here"));
        Files.writeString(
                state.resolve("run.json"), "{\"pid\":" + ProcessHandle.current().pid() + "}");

        assertThat(bash("tr() { echo another program; }; without_jar status --state=here || code=$?; echo"
                        + " \"code $code\""))
                .endsWith("nothing runs. \"./muzon build\" builds.\ncode 3");
        LockHolder.of(state).close();
        assertThat(bash("without_jar status --state=here || code=$?; echo \"code $code\""))
                .endsWith("code 3");
    }

    @Test
    void skippedTestsAreNamedWithTheirReasonInOneLineEach() throws Exception {
        skipped(
                "promtool is not installed: apt-get install prometheus",
                "SKIPPED: no browser; apt-get install chromium");

        assertThat(bash("cd " + folder + "; tell_skipped begin; echo $?")).isEqualTo("""
            Skipped tests:
            AlertsTest (2): promtool is not installed: apt-get install prometheus
            BrowserE2E (1): no browser; apt-get install chromium
            0\
            """);
    }

    @Test
    void aSkipForLackOfWhatTheTestsInstallFailsWhereAllAreRequired() throws Exception {
        skipped(
                "promtool is not installed: apt-get install prometheus",
                "SKIPPED: no browser; apt-get install chromium");

        assertThat(bash("cd " + folder + "; MUZON_REQUIRE_ALL=1; tell_skipped begin || echo failed"))
                .endsWith("""
                    MUZON_REQUIRE_ALL=1 takes no run without these, which "test" installs:
                    BrowserE2E (1): no browser; apt-get install chromium
                    failed\
                    """);
    }

    @Test
    void aSkipForLackOfWhatNobodyInstallsNeverFails() throws Exception {
        skipped("promtool is not installed: apt-get install prometheus", "Landlock is missing");

        assertThat(bash("cd " + folder + "; MUZON_REQUIRE_ALL=1; tell_skipped begin && echo fine"))
                .endsWith("fine");
    }

    // All tests of yt-dlp were skipped on a machine without it, "gave no reason", and no run failed for them.
    @Test
    void aSkipByAnAssumptionOfAssertJHasItsReason() throws Exception {
        skipped("one", "other");
        Path reports = Files.createDirectories(folder.resolve("extractor/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-dev.muzon.extractor.PagesTest.xml"), """
                <testsuite name="dev.muzon.extractor.PagesTest">
                  <testcase name="bare" classname="dev.muzon.extractor.PagesTest" time="0.1">
                    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException:\s
                assumption was not met due to:\s
                Expecting path:
                  /srv/deploy/ytdlp/installed/yt-dlp
                to exist (symbolic links were followed).
                \tat dev.muzon.extractor.PagesTest.start(PagesTest.java:49)
                ]]></skipped>
                  </testcase>
                  <testcase name="described" classname="dev.muzon.extractor.PagesTest" time="0.1">
                    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException:\s
                assumption was not met due to: [yt-dlp is missing]\s
                Expecting value to be true but was false]]></skipped>
                  </testcase>
                </testsuite>
                """);

        assertThat(bash("cd " + folder + "; MUZON_REQUIRE_ALL=1; tell_skipped begin || echo failed"))
                .endsWith("""
                    MUZON_REQUIRE_ALL=1 takes no run without these, which "test" installs:
                    PagesTest (1): Expecting path: /srv/deploy/ytdlp/installed/yt-dlp to exist (symbolic links were followed).
                    PagesTest (1): yt-dlp is missing
                    failed\
                    """);
    }

    @Test
    void reportsOfAnEarlierRunAreNotTold() throws Exception {
        skipped("one", "other");
        Files.setLastModifiedTime(
                folder.resolve("begin"), FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(bash("cd " + folder + "; tell_skipped begin")).isEmpty();
    }

    /** Writes the reports of a run as Maven does: two skipped tests, and one skipped class. */
    private void skipped(String assumed, String disabled) throws IOException {
        Files.setLastModifiedTime(
                Files.createFile(folder.resolve("begin")),
                FileTime.from(Instant.now().minusSeconds(60)));
        Path unit = Files.createDirectories(folder.resolve("helm/target/surefire-reports"));
        Files.writeString(unit.resolve("TEST-dev.muzon.helm.AlertsTest.xml"), """
            <testsuite name="dev.muzon.helm.AlertsTest">
              <testcase name="passes" classname="dev.muzon.helm.AlertsTest" time="0.1"/>
              <testcase name="one" classname="dev.muzon.helm.AlertsTest" time="0.1">
                <skipped message="Assumption failed: %1$s" type="org.opentest4j.TestAbortedException"><![CDATA[a trace]]></skipped>
              </testcase>
              <testcase name="other" classname="dev.muzon.helm.AlertsTest" time="0.1">
                <skipped message="Assumption failed: %1$s" type="org.opentest4j.TestAbortedException"/>
              </testcase>
            </testsuite>
            """.formatted(assumed));
        Path ends = Files.createDirectories(folder.resolve("e2e/target/failsafe-reports"));
        Files.writeString(ends.resolve("TEST-dev.muzon.e2e.BrowserE2E.xml"), """
            <testsuite name="dev.muzon.e2e.BrowserE2E">
              <testcase name="" classname="dev.muzon.e2e.BrowserE2E" time="0">
                <skipped message="%s"/>
              </testcase>
            </testsuite>
            """.formatted(disabled));
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** Runs the launcher itself. */
    private String muzon(int code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }

    private String bash(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "source " + LAUNCHER + "; " + script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().remove("MUZON_REQUIRE_ALL");
        builder.environment().merge("PATH", folder.toString(), (path, mine) -> mine + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }
}
