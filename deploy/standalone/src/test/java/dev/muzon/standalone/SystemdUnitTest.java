package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.standalone.suite.Installation;
import dev.muzon.standalone.suite.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that systemd understands the units, and that they give away little. */
class SystemdUnitTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path UNIT = ROOT.resolve("deploy/systemd/muzon.service");
    private static final Path BACKUP = ROOT.resolve("deploy/systemd/muzon-backup.service");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    private static final Path UNIT_OF_ONE = ROOT.resolve("deploy/systemd/muzon@.service");

    @TempDir
    private Path folder;

    @Test
    void systemdHasNothingToSayAboutTheUnit() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
        Path launcher = Files.createSymbolicLink(folder.resolve("muzon"), ROOT.resolve("muzon"));
        String text = Files.readString(UNIT).replace("/opt/muzon/muzon", launcher.toString());
        Path unit = Files.writeString(folder.resolve("muzon.service"), text);

        assertThat(run("verify", "--man=no", unit.toString())).isEmpty();
    }

    @Test
    void theSecretsOfThePageAboutContainersAreADropInThatSystemdTakes() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
        Matcher dropIn = Pattern.compile("(?s)```ini\n# /etc/systemd/system/(muzon\\.service\\.d/\\S+)\n(.*?)```")
                .matcher(Files.readString(ROOT.resolve("docs/lxc.md")));
        assertThat(dropIn.find()).isTrue();
        Path launcher = Files.createSymbolicLink(folder.resolve("muzon"), ROOT.resolve("muzon"));
        Path file = folder.resolve(dropIn.group(1));
        Files.createDirectory(folder.resolve("muzon.service.d"));
        Files.writeString(file, dropIn.group(2));
        Path unit = Files.writeString(
                folder.resolve("muzon.service"),
                Files.readString(UNIT).replace("/opt/muzon/muzon", launcher.toString()));

        assertThat(run("verify", "--man=no", unit.toString())).isEmpty();

        Files.writeString(file, dropIn.group(2).replace("LoadCredential", "LoadCredentials"));
        assertThat(run("verify", "--man=no", unit.toString())).contains("LoadCredentials");
    }

    // A timer of root's own failed each night, and the page named no other.
    @Test
    void theBackupIsTheUnitsUsersOfItsFoldersAndKeepsEarlierOnes() throws Exception {
        String suite = Files.readString(UNIT);
        String text = Files.readString(BACKUP);
        Matcher run =
                Pattern.compile("(?m)^ExecStart=/opt/muzon/muzon up (.*)$").matcher(suite);
        assertThat(run.find()).isTrue();

        assertThat(text).contains("\nUser=muzon\n", "backup ", run.group(1));
        assertThat(suite).contains("\nUser=muzon\n");
        for (String page : List.of("docs/operations.md", "docs/lxc.md")) {
            assertThat(Files.readString(ROOT.resolve(page)))
                    .contains("deploy/systemd/muzon-backup.* /etc/systemd/system/\n")
                    .contains("MUZON_BACKUP_KEY=$(openssl rand -hex 32)\" >> /etc/muzon/env")
                    .contains("systemctl enable --now muzon-backup.timer\n");
        }
        String command = text.substring(text.indexOf("'exec ") + 1, text.indexOf("'\n"))
                .replace("%%", "%")
                .replace("/opt/muzon/muzon", "echo");
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .matches("backup /muzon-\\d{4}-\\d\\d-\\d\\d-\\d{6} " + Pattern.quote(run.group(1)) + "\n");
    }

    @Test
    void systemdHasNothingToSayAboutTheBackupAndItsTimer() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
        Path launcher = Files.createSymbolicLink(folder.resolve("muzon"), ROOT.resolve("muzon"));
        Path unit = Files.writeString(
                folder.resolve("muzon-backup.service"),
                Files.readString(BACKUP).replace("/opt/muzon/muzon", launcher.toString()));
        Path timer = Files.copy(BACKUP.resolveSibling("muzon-backup.timer"), folder.resolve("muzon-backup.timer"));

        assertThat(run("verify", "--man=no", unit.toString(), timer.toString())).isEmpty();
        assertThat(run("security", "--offline=true", "--threshold=20", BACKUP.toString()))
                .contains("Overall exposure level");
    }

    @Test
    void theUnitIsHardened() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");

        assertThat(run("security", "--offline=true", "--threshold=20", UNIT.toString()))
                .contains("Overall exposure level");
    }

    @Test
    void systemdHasNothingToSayAboutTheUnitOfOneService() throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String text = Files.readString(UNIT_OF_ONE).replace("/usr/bin/java", java);
        Path unit = Files.writeString(folder.resolve("muzon@extractor-service.service"), text);

        assertThat(run("verify", "--man=no", unit.toString())).isEmpty();
        assertThat(run("security", "--offline=true", "--threshold=20", UNIT_OF_ONE.toString()))
                .contains("Overall exposure level");
    }

    @Test
    void theUnitOfOneServiceRunsTheJarOfThisVersionAndKnowsTheExitCodes() throws Exception {
        String jar = Installation.at(Path.of("/opt/muzon")).jar("%i").toString();

        assertThat(Files.readAllLines(UNIT_OF_ONE))
                .anyMatch(line -> line.startsWith("ExecStart=") && line.endsWith("-jar " + jar))
                .contains("RestartPreventExitStatus=75 78", "SuccessExitStatus=143", "DynamicUser=yes")
                .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute"));
    }

    @Test
    void theUnitsAreStartedWhenTheirProcessIsReadyAndWatchedFromThenOn() throws Exception {
        assertThat(List.of(UNIT, UNIT_OF_ONE))
                .allSatisfy(unit -> assertThat(Files.readAllLines(unit))
                        .contains("Type=notify")
                        .anyMatch(line -> line.matches("WatchdogSec=\\dmin"))
                        .anyMatch(line -> line.matches("TimeoutStartSec=\\d+min")));
    }

    @Test
    void theUnitWaitsLongerThanTheSuiteTakesToEnd() throws Exception {
        assertThat(Files.readAllLines(UNIT))
                .filteredOn(line -> line.startsWith("TimeoutStopSec="))
                .singleElement()
                .extracting(line -> Duration.ofSeconds(Long.parseLong(line.substring(line.indexOf('=') + 1))))
                .satisfies(limit -> assertThat(limit).isGreaterThan(Suite.END_LIMIT));
    }

    @Test
    void theUnitsLetFramesGoBeforeOtherWorkAndLeaveRoomForAHundredCalls() throws Exception {
        assertThat(Files.readAllLines(UNIT)).contains("LimitNICE=-11");
        assertThat(Files.readAllLines(UNIT_OF_ONE)).contains("LimitNICE=-11", "TasksMax=4096");
    }

    @Test
    void theUnitDoesNotStartAgainWhatCannotWork() throws Exception {
        assertThat(Files.readAllLines(UNIT))
                .contains("RestartPreventExitStatus=2", "Restart=on-failure", "User=muzon")
                .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute"));
    }

    /** Returns everything the tool says, and fails when it fails. */
    private String run(String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
            return Files.readString(said);
        } finally {
            process.destroyForcibly();
        }
    }
}
