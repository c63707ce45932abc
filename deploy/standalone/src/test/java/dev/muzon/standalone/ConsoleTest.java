package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(out, true, StandardCharsets.UTF_8), Path.of("logs"), Clock.systemUTC());

    @Test
    void everyConsoleLineBeginsWithItsTime() {
        console.say("hello");
        console.fell("a", 1, Duration.ofSeconds(2));

        assertThat(lines()).hasSize(2).allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d .*"));
    }

    @Test
    void theNewestLinkToTheLoginPageIsShownAndRemembered() {
        assertThat(console.loginPage()).isEmpty();
        console.printed(
                "assistant-service", "INFO Login page of the assistants, until the next start: http://h:1/#old");
        console.printed("bot-gateway", "INFO Login page of the assistants, until the next start: http://evil/#x");
        console.printed(
                "assistant-service", "INFO Login page of the assistants, until the next start: http://h:1/#new");

        assertThat(console.loginPage()).hasValue("http://h:1/#new");
        assertThat(lines()).hasSize(2).last().asString().endsWith("login page: http://h:1/#new");
    }

    @Test
    void theReasonWhyAServiceRefusesItsSettingsIsShown() {
        console.misconfigured(
                "bot-gateway",
                List.of(
                        "a line before",
                        "***************************",
                        "APPLICATION FAILED TO START",
                        "***************************",
                        "",
                        "The configuration has 1 problem:",
                        "  - muzon.telegram.token must be set"));

        assertThat(String.join("\n", lines()))
                .contains("settings are wrong", "The configuration has 1 problem:", "muzon.telegram.token must be set")
                .doesNotContain("a line before", "****");
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
