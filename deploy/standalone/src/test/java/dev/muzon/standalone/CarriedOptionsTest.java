package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that other commands name. */
class CarriedOptionsTest {
    // Copied as they stood, they asked about another run and read other settings.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Whether it is logged in, ./muzon status tells | Whether it is logged in, ./muzon status --env my.env --state /x tells
            open the link that ./muzon up prints | open the link that ./muzon up --env my.env --state /x prints
            "./muzon stop" ends an earlier run | "./muzon stop" ends an earlier run
            ./muzon models get ggml-small | ./muzon models get ggml-small --env my.env
            run ./muzon build | run ./muzon build
            """)
    void hintsOfTheDoctorLostTheOptionsThatWereGiven(String words, String carried) {
        assertThat(new CarriedOptions(" --env my.env", " --state /x").in(words)).isEqualTo(carried);
        assertThat(new CarriedOptions("", "").in(words)).isEqualTo(words);
    }
}
