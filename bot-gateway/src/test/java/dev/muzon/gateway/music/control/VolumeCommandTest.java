package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeCommandTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "80, 80", "80%, 80", "080, 80", "100 %, 100", "200, 200"})
    void readsAVolumeFromOneToTwoHundredPercent(String argument, int percent) {
        assertThat(VolumeCommand.parse(argument)).hasValue(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "201", "-5", "+10", "1e2", "99999999999", "50 60", "%"})
    void refusesEveryOtherVolume(String argument) {
        assertThat(VolumeCommand.parse(argument)).isEmpty();
    }
}
