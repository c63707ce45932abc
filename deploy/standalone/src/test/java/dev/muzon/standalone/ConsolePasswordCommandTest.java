package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;

class ConsolePasswordCommandTest {
    private final StringWriter said = new StringWriter();

    @Test
    void aPasswordBecomesASettingWithItsHashOnly() {
        assertThat(run("correct horse battery")).isZero();

        String setting = said.toString().strip();
        assertThat(setting).matches("MUZON_CONSOLE_PASSWORD_HASH='\\$2a\\$12\\$[./A-Za-z0-9]{53}'");
        String hash = setting.substring(setting.indexOf('\'') + 1, setting.length() - 1);
        assertThat(BCrypt.checkpw("correct horse battery", hash)).isTrue();
    }

    @Test
    void aPasswordThatIsTooShortOrTooLongIsRefusedWithTheLimit() {
        assertThat(run("short")).isEqualTo(2);
        assertThat(run("я".repeat(40))).isEqualTo(2);
        assertThat(run("")).isEqualTo(2);

        assertThat(said.toString())
                .contains("at least 12 characters")
                .contains("at most 72 bytes")
                .doesNotContain("MUZON_CONSOLE");
    }

    // Without any input the password was called too short.
    @Test
    void noInputIsNotCalledAShortPassword() {
        assertThat(runOn("")).isEqualTo(2);

        assertThat(said.toString()).startsWith("No password came").doesNotContain("too short");
    }

    private int run(String typed) {
        return runOn(typed + "\n");
    }

    private int runOn(String input) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return Muzon.commandLine(Path.of(""))
                    .setOut(new PrintWriter(said, true))
                    .setErr(new PrintWriter(said, true))
                    .execute("console-password");
        } finally {
            System.setIn(before);
        }
    }
}
