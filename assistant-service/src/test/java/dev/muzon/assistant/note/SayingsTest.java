package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;
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

    @ParameterizedTest
    @ValueSource(strings = {"a ", "la, ", "you know. "})
    void aRepetitionWithoutEndIsReadOnASmallStack(String part) throws Exception {
        var task = new FutureTask<String>(() -> Sayings.checked(part.repeat(5_000 / part.length()), SHORT));
        new Thread(null, task, "small-stack", 512 * 1024).start();
        assertThat(task.get()).hasSizeLessThan(100);
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
