package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests of how much of a note is expected to be still unread. */
class SpeechReadingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aNoteNeedsWhatIsLeftOfItsLength() {
        assertThat(SpeechReading.needs(MINUTE, Duration.ZERO)).isEqualTo(MINUTE);
        assertThat(SpeechReading.needs(MINUTE, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aNoteThatLiedAboutItsLengthWasPreferredForEver() {
        assertThat(SpeechReading.needs(SECOND, MINUTE)).isEqualTo(MINUTE);
        assertThat(SpeechReading.needs(SECOND, MINUTE.multipliedBy(30))).isGreaterThan(MINUTE.multipliedBy(2));
        assertThat(SpeechReading.needs(SECOND.negated(), Duration.ZERO)).isZero();
    }
}
