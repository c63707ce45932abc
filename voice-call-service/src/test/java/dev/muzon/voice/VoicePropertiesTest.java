package dev.muzon.voice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The ranges of the settings. Timers refuse what they took, long after the settings were called right. */
class VoicePropertiesTest {
    @ParameterizedTest
    @CsvSource({
        "prefetch, 0s",
        "linger, -15s",
        "save-every, 0s",
        "alone.pause-after, 0s",
        "alone.leave-after, -1m",
        "call.join-timeout, 0s",
        "call.connect-timeout, 0s",
        "call.give-up-after, -1s",
        "call.first-retry, 0s",
        "call.longest-retry, 0s",
        "ownership.lease, -8s",
        "ownership.takeover, 0s",
        "media.stall-limit, 0s",
        "media.buffer, 0s"
    })
    void aDurationThatCannotBeWasTakenForRight(String name, String value) {
        VoiceProperties settings = bound(Map.of(name, value));
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(settings))
                    .singleElement()
                    .extracting(ConstraintViolation::getPropertyPath)
                    .asString()
                    .isEqualToIgnoringCase(name.replace("-", ""));
        }
    }

    @Test
    void retriesThatWouldGetShorterAreAProblem() {
        assertThat(bound(Map.of("call.first-retry", "31s")).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("muzon.voice.call.first-retry");
                    assertThat(problem.problem()).contains("longest");
                });
        assertThat(bound(Map.of()).problems()).isEmpty();
    }

    private static VoiceProperties bound(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(Map.of(
                "muzon.voice.queue-limit", "200",
                "muzon.voice.ownership.max-players", "100",
                "muzon.voice.media.recordings", "/tmp"));
        given.forEach((name, value) -> all.put("muzon.voice." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("muzon.voice", VoiceProperties.class)
                .get();
    }
}
