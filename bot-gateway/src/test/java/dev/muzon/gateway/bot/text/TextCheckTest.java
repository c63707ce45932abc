package dev.muzon.gateway.bot.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextCheckTest {
    private static final Phrasebook BOOK = Phrasebook.of("test", BotPhrase.PING, BotPhrase.HELP);
    private static final TextFile ENGLISH =
            file(Plural.ENGLISH, Map.of("ping", "Up for {uptime}", "help", "Help[ for {name}]"));

    @Test
    void namesAPhraseWithoutWords() {
        assertThat(problems(Map.of("ping", "Уже {uptime}"))).containsExactly("texts/test.properties lacks help");
    }

    @Test
    void namesWordsWithoutAPhrase() {
        assertThat(problems(Map.of("ping", "Уже {uptime}", "help", "Помощь[ для {name}]", "pong", "Понг")))
                .containsExactly("texts/test.properties has pong, which no phrase of test needs");
    }

    @Test
    void namesATranslationThatLostAValue() {
        assertThat(problems(Map.of("ping", "Уже давно", "help", "Помощь[ для {name}]")))
                .singleElement()
                .asString()
                .startsWith("texts/test.properties, ping: ");
    }

    @Test
    void namesATranslationThatNeedsAValueWhichEnglishCanDoWithout() {
        assertThat(problems(Map.of("ping", "Уже {uptime}", "help", "Помощь для {name}")))
                .singleElement()
                .asString()
                .startsWith("texts/test.properties, help: ");
    }

    @Test
    void findsNothingInACompleteTranslation() {
        assertThat(problems(Map.of("ping", "Уже {uptime}", "help", "Помощь[ для {name}]")))
                .isEmpty();
    }

    @Test
    void aFeatureWithoutItsFileStopsTheStart() {
        assertThatThrownBy(() -> new Texts(List.of(Phrasebook.of("nowhere", BotPhrase.PING))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("texts/nowhere/en.properties is missing")
                .hasMessageContaining("texts/nowhere/ru.properties is missing");
    }

    private static List<String> problems(Map<String, String> russian) {
        return TextCheck.problems(BOOK, file(Plural.RUSSIAN, russian), ENGLISH);
    }

    private static TextFile file(Plural plural, Map<String, String> words) {
        var templates = new TreeMap<String, Template>();
        words.forEach((key, text) -> templates.put(key, Template.parse(text, plural)));
        return new TextFile("texts/test.properties", templates);
    }
}
