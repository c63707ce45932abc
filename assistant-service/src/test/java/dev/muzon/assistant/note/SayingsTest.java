package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that invented words are left out and real ones are not. */
class SayingsTest {
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
        assertThat(Sayings.checked(words)).isEmpty();
    }

    @Test
    void aWordThatTheModelRepeatsWithoutEndStandsOnce() {
        assertThat(Sayings.checked("I will call, " + "you know, ".repeat(40) + "tomorrow"))
                .isEqualTo("I will call, you know, tomorrow");
    }

    @Test
    void ordinaryWordsStayAsTheyAre() {
        String words = "Нет, нет, нет! Thanks for watching the dog, продолжение следует завтра.";

        assertThat(Sayings.checked(words)).isEqualTo(words);
    }
}
