package dev.muzon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeDocumentationTest {
    @ParameterizedTest
    @EnumSource
    void everyFailureCodeStandsInTheTroubleshootingTable(FailureCode code) throws IOException {
        String page = Files.readString(Path.of("../../docs/architecture.md"));

        assertThat(page).contains("| `" + code.value() + "` | " + code.httpStatus() + " |");
    }
}
