package dev.muzon.standalone.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "refused 123456:AAFakeTokenFakeTokenFakeTokenFakeTok twice, refused [hidden] twice",
        "Authorization: Bearer abc.def, Authorization: Bearer [hidden]",
        "mongodb://ann:secret@db.example.org/muzon, mongodb://[hidden]@db.example.org/muzon",
        "page http://127.0.0.1:8082/#L0fYx-1 opens, page http://127.0.0.1:8082/#[hidden] opens",
        "chat -1001234567890 plays nocturne, chat -1001234567890 plays nocturne"
    })
    void whatLooksSecretIsHidden(String text, String clean) {
        assertThat(Redaction.of(Map.of(), List.of()).of(text)).isEqualTo(clean);
    }

    @Test
    void configuredSecretsAreHiddenWhereverTheyStand() {
        Redaction redaction = Redaction.of(
                Map.of("MUZON_TDLIB_KEY", "opensesame", "MUZON_CACHE_SIZE", "nocturne", "SHORT_TOKEN", "play"),
                List.of("feedfacecafe\n"));

        assertThat(redaction.of("opensesame feedfacecafe nocturne play")).isEqualTo("[hidden] [hidden] nocturne play");
    }
}
