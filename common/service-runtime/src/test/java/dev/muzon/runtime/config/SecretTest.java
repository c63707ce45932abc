package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SecretTest {
    private final Secret secret = new Secret("hunter2");

    @Test
    void neverPrints() {
        assertThat(secret).hasToString("******");
        assertThat(String.valueOf(Map.of("key", secret))).doesNotContain("hunter2");
        assertThat(JsonMapper.shared().writeValueAsString(Map.of("key", secret)))
                .isEqualTo("{\"key\":\"******\"}");
    }

    @Test
    void revealsItselfWhenAsked() {
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret).isEqualTo(new Secret("hunter2")).isNotEqualTo(new Secret("hunter3"));
        assertThat(new Secret(" ").isBlank()).isTrue();
    }
}
