package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that invented words are left out and real ones are not. */
class SayingsTest {
    private static final Duration SHORT = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Субтитры сделал DimaTorzok",
                "Продолжение следует...",
                "Thanks for watching!",
                "Thank you for watching.",
                "[BLANK_AUDIO]",
                " "
            })
    void creditsOfFilmsAreNothing(String words) {
        assertThat(Sayings.checked(words, SHORT)).isEmpty();
    }

    @Test
    void aPhraseThatTheModelRepeatsFasterThanAnybodySpeaksStandsOnceWithItsNumber() {
        assertThat(Sayings.checked("I will call, " + "you know, ".repeat(40) + "tomorrow", SHORT))
                .isEqualTo("I will call, you know (×40), tomorrow");
    }

    @Test
    void aPhraseThatAPersonRepeatsStaysAsItWasSaid() {
        String words = "ha ".repeat(20) + "that was good";

        assertThat(Sayings.checked(words, Duration.ofSeconds(10))).isEqualTo(words);
    }

    @Test
    void ordinaryWordsStayAsTheyAre() {
        String words = "Нет, нет, нет! Thanks for watching the dog, продолжение следует завтра.";

        assertThat(Sayings.checked(words, SHORT)).isEqualTo(words);
    }
}
