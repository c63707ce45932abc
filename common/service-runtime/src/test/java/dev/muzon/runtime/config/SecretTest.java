package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class SecretTest {
    private final Secret secret = new Secret("hunter2");

    @Test
    void aSecretNeverPrintsItsValue() {
        assertThat(secret).hasToString("******");
        assertThat(String.valueOf(Map.of("key", secret))).doesNotContain("hunter2");
        assertThat(JsonMapper.shared().writeValueAsString(Map.of("key", secret)))
                .isEqualTo("{\"key\":\"******\"}");
    }

    @Test
    void aBoundSecretLosesTheLineBreakAtItsEnd() {
        var settings = new MapConfigurationPropertySource(Map.of("sample.key", "hunter2 \r\n"));

        assertThat(new Binder(settings).bind("sample.key", Secret.class).get()).isEqualTo(secret);
    }

    @Test
    void aPasswordFromJsonKeepsItsWhiteSpace() {
        assertThat(JsonMapper.shared().readValue("\" hunter2\"", Secret.class).reveal())
                .isEqualTo(" hunter2");
    }

    @Test
    void aSecretRevealsItsValueWhenAsked() {
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret).isEqualTo(new Secret("hunter2")).isNotEqualTo(new Secret("hunter3"));
        assertThat(new Secret(" ").isBlank()).isTrue();
    }
}
