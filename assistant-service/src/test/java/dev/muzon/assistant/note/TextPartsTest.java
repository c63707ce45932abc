package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests where long texts are cut. */
class TextPartsTest {
    @Test
    void aShortTextIsOnePart() {
        assertThat(TextParts.of(" One. ", 10)).containsExactly("One.");
    }

    @Test
    void aLongTextIsCutBehindASentence() {
        assertThat(TextParts.of("The first is here. The second is here.", 25))
                .containsExactly("The first is here.", "The second is here.");
    }

    @Test
    void aLongSentenceIsCutBetweenWords() {
        assertThat(TextParts.of("один два три четыре пять", 13)).containsExactly("один два три", "четыре пять");
    }

    @Test
    void noCharacterIsTornAndNoneIsLost() {
        String text = "😀".repeat(50);

        List<String> parts = TextParts.of(text, 15);

        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(parts).allMatch(part -> part.length() <= 15);
        assertThat(parts).allMatch(part -> part.codePoints().allMatch(character -> character == "😀".codePointAt(0)));
    }
}
