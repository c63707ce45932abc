package dev.muzon.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class HeapRoomTest {
    /** The most that a JVM takes with -Xmx192m, -Xmn16m and a survivor ratio of 2. */
    private static final DataSize USUAL = DataSize.ofMegabytes(188);

    @Test
    void theUsualHeapHasRoomForTheUsualNumberOfPlayers(CapturedOutput output) {
        assertThat(HeapRoom.players(100, USUAL.toBytes())).isEqualTo(100);
        assertThat(output).doesNotContain("WARN");
    }

    // It took as many as the settings said and ran out of memory. So did the instance that took its players over.
    @ParameterizedTest
    @CsvSource({"100, 92, 25", "1000, 188, 102", "100, 40, 1", "10, 92, 10"})
    void anInstanceTookMorePlayersThanItsHeapCarries(int wanted, long megabytes, int taken) {
        assertThat(HeapRoom.players(wanted, DataSize.ofMegabytes(megabytes).toBytes()))
                .isEqualTo(taken);
    }

    @Test
    void fewerPlayersThanWantedAreToldInOneLineThatNamesTheRemedy(CapturedOutput output) {
        HeapRoom.players(100, DataSize.ofMegabytes(92).toBytes());

        assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("25 players", "not 100 (MUZON_VOICE_MAX_PLAYERS)", "92 MB", "MUZON_VOICE_HEAP");
    }
}
