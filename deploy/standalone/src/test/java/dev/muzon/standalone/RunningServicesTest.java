package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServicesTest {
    @TempDir
    private Path folder;

    // "Muzon failed: …/internal-token: it is not there" was said in the first minute of a first start.
    @Test
    void aRunWithoutATokenYetIsSaidToBeStarting() throws Exception {
        assertThatThrownBy(() -> RunningServices.token(folder, Map.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Muzon is starting, and no service runs yet. \"./muzon status --state " + folder
                        + "\" tells how far it is.");

        Files.writeString(folder.resolve("internal-token"), "secret\n");
        assertThat(RunningServices.token(folder, Map.of())).isEqualTo("secret");
        assertThat(RunningServices.token(folder, Map.of("MUZON_INTERNAL_TOKEN", "own")))
                .isEqualTo("own");
    }
}
