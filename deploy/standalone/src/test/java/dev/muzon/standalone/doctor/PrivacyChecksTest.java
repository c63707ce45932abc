package dev.muzon.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyChecksTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"rw-------, WELL", "r--------, WELL", "---------, WELL", "rw-r--r--, WARNING", "rw-rw----, WARNING"})
    void settingsThatOthersCanReadAreAWarning(String rights, Finding.Level level) throws Exception {
        Path env = Files.createFile(folder.resolve(".env"));
        Files.setPosixFilePermissions(env, PosixFilePermissions.fromString(rights));

        Finding finding = look(env);

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.fix()).isEqualTo(level == Finding.Level.WELL ? "" : "chmod 600 " + env);
    }

    @Test
    void settingsMayComeFromTheEnvironmentAlone() throws Exception {
        assertThat(look(folder.resolve("none")).level()).isEqualTo(Finding.Level.WELL);
    }

    @Test
    void runningAsRootIsAWarning() throws Exception {
        Finding finding = PrivacyChecks.all(List.of(folder)).toList().get(1).look();

        assertThat(finding.level())
                .isEqualTo(System.getProperty("user.name").equals("root") ? Finding.Level.WARNING : Finding.Level.WELL);
    }

    private static Finding look(Path env) throws InterruptedException {
        return PrivacyChecks.all(List.of(env)).toList().getFirst().look();
    }
}
