package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the library behind the shim. It is the operator's choice, and a wrong choice is named. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BackendTest {
    private static final Path NATIVE_TESTS = Path.of("target", "native-test").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void anOfficialLibraryIsUsedDirectly() throws Exception {
        String output = firstCallWith(NtgcallsPaths.BACKEND_VARIABLE, NATIVE_TESTS.resolve("libfake.so"));

        assertThat(output)
                .contains("payload of the library", "FRAME true", "FAILED call.engine-failed: no call: Так нельзя")
                .doesNotContain("WARNING");
    }

    @Test
    void aLibraryWithoutTheInterfaceIsRefused() throws Exception {
        String output = firstCallWith(
                NtgcallsPaths.BACKEND_VARIABLE, Path.of(System.getProperty("java.home"), "lib", "libzip.so"));

        assertThat(output).contains("FAILED native.missing").contains("ntg_last_error");
    }

    @Test
    void aMissingAddonIsReportedWithItsRemedy() throws Exception {
        String output = firstCallWith(NtgcallsPaths.ADDON_VARIABLE, folder.resolve("nowhere.node"));

        assertThat(output)
                .contains("FAILED native.missing", "nowhere.node")
                .contains("deploy/natives/install.sh", NtgcallsPaths.ADDON_VARIABLE, NtgcallsPaths.BACKEND_VARIABLE);
    }

    @Test
    void aBrokenAddonIsRefused() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.node"), "half a download");

        assertThat(firstCallWith(NtgcallsPaths.ADDON_VARIABLE, broken))
                .contains("FAILED native.missing", "broken.node");
    }

    private String firstCallWith(String variable, Path path) throws Exception {
        try (ChildJvm child = new ChildJvm(FirstCall.class, folder, Map.of(variable, path.toString()))) {
            String output = child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            return output;
        }
    }
}
