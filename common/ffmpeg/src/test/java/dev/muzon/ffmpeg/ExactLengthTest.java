package dev.muzon.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactLengthTest {
    private static final Duration CONTAINER = Duration.ofMillis(2583);
    private static final int RATE = 44_100;

    @Test
    void theTagOfItunesTellsTheSamplesOfTheSoundAlone() {
        String tag = " 00000000 00000400 00000300 000000000001B900 00000000 00000000";

        assertThat(ExactLength.of(tag, RATE, CONTAINER)).isEqualTo(Duration.ofMillis(2560));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00000000 00000400 00000300",
                " 00000000 00000840 000001CA 0000000000000100",
                " 00000000 00000840 000001CA 00000000FFFFFFFF",
                " 00000000 00000840 000001CA FFFFFFFFFFFFFFFF"
            })
    void aTagThatCannotBeTrueIsIgnored(String tag) {
        assertThat(ExactLength.of(tag, RATE, CONTAINER)).isEqualTo(CONTAINER);
    }

    @Test
    void aFileWithoutTheTagKeepsItsLength() {
        assertThat(ExactLength.of(null, RATE, CONTAINER)).isEqualTo(CONTAINER);
        assertThat(ExactLength.of(" 00000000 00000400 00000300 000000000001B900", RATE, null))
                .isNull();
    }
}
