package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssistantPropertiesTest {
    private static final String HASH = "0123456789abcdef0123456789abcdef";

    // Any 32 letters passed, and Telegram refused the login later.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "0123456789abcdef0123456789abcdef0",
                "0123456789abcdef 0123456789abcde"
            })
    void anApiHashThatIsNotHexadecimalIsRefused(String hash) {
        assertThat(problems(hash, null))
                .containsExactly(new ConfigurationProblem(
                        "muzon.assistant.api-hash", "must be 32 hexadecimal digits, as my.telegram.org shows them"));
    }

    @ParameterizedTest
    @ValueSource(strings = {HASH, "0123456789ABCDEF0123456789abcdef", HASH + "\n"})
    void theHashOfTelegramsPageIsTaken(String hash) {
        assertThat(problems(hash, null)).isEmpty();
    }

    @Test
    void aWrongProxyIsToldBesideAWrongHash() {
        assertThat(problems("none", URI.create("http://127.0.0.1:1")))
                .extracting(ConfigurationProblem::key)
                .containsExactly("muzon.assistant.proxy", "muzon.assistant.api-hash");
    }

    private static Stream<ConfigurationProblem> problems(String hash, @Nullable URI proxy) {
        return new AssistantProperties(
                        List.of("main"),
                        1,
                        Secret.of(hash),
                        Path.of("/opt/libtdjson.so"),
                        Path.of("/var/lib/muzon"),
                        Secret.of(""),
                        Secret.of(""),
                        proxy)
                .problems();
    }
}
