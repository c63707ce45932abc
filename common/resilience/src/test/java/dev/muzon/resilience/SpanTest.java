package dev.muzon.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.45S, 450 ms",
        "PT2.54S, 2.5 s",
        "PT59S, 59 s",
        "PT5M, 5 min",
        "PT1M30.7S, 1 min 30 s",
        "PT1H30M9S, 1 h 30 min",
        "P2D, 48 h",
        "-PT3S, -3 s"
    })
    void namesADurationInWords(Duration length, String words) {
        assertThat(new Span(length)).hasToString(words);
    }
}
