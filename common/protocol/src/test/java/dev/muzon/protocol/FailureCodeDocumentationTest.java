package dev.muzon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeDocumentationTest {
    @ParameterizedTest
    @EnumSource
    void standsInTheTableOfCodesWithItsKindAndStatus(FailureCode code) throws IOException {
        String page = Files.readString(Path.of("../../docs/architecture.md"));

        assertThat(page)
                .contains("| `" + code.value() + "` | " + code.kind().value() + " | " + code.httpStatus() + " |");
    }

    @ParameterizedTest
    @EnumSource
    void kindStandsInTheTableOfKinds(FailureKind kind) throws IOException {
        String page = Files.readString(Path.of("../../docs/architecture.md"));

        assertThat(page).contains("| `" + kind.value() + "` |");
    }
}
