package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.player.PlayerCommand;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeekTimeTest {
    @ParameterizedTest
    @CsvSource({"1:30, PT1M30S", "0:05, PT5S", "90, PT1M30S", "1:02:03, PT1H2M3S", "75:00, PT1H15M", "0, PT0S"})
    void readsATimeWithoutASignAsAPlace(String argument, Duration place) {
        assertThat(SeekTime.parse(argument)).contains(new PlayerCommand.SeekTo(place));
    }

    @ParameterizedTest
    @CsvSource({"+15, PT15S", "-15, PT-15S", "−15, PT-15S", "+ 1:30, PT1M30S", "-1:00:00, PT-1H"})
    void readsATimeWithASignAsADistance(String argument, Duration distance) {
        assertThat(SeekTime.parse(argument)).contains(new PlayerCommand.SeekBy(distance));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "1:75", "1:61:00", "1:2:3:4", "--15", "15s5", "99999999999999999999", ":30", "1:", "٣"
            })
    void refusesATimeThatCannotBeRead(String argument) {
        assertThat(SeekTime.parse(argument)).isEmpty();
    }
}
