package dev.muzon.gateway.bot.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.gateway.support.TestTexts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextCheckTest {
    private static final Phrasebook BOOK = Phrasebook.of("test", BotPhrase.PING, BotPhrase.HELP);

    @Test
    void namesAPhraseWithoutWords() {
        assertThat(gaps("ping")).containsExactly("texts/test.properties lacks help");
    }

    @Test
    void namesWordsWithoutAPhrase() {
        assertThat(gaps("ping", "pong", "help"))
                .containsExactly("texts/test.properties has pong, which is not a phrase of test");
    }

    @Test
    void findsNoGapInACompleteFile() {
        assertThat(gaps("ping", "help")).isEmpty();
    }

    @Test
    void namesATranslationThatLostAValue() {
        assertThat(differences("Up for {uptime}", "Уже давно"))
                .singleElement()
                .asString()
                .startsWith("ping in ru has");
    }

    @Test
    void namesATranslationThatNeedsAValueWhichEnglishCanDoWithout() {
        assertThat(differences("Up[ for {uptime}]", "Уже {uptime}"))
                .singleElement()
                .asString()
                .startsWith("ping in ru has");
    }

    @Test
    void findsNoDifferenceInAFaithfulTranslation() {
        assertThat(differences("Up for {uptime}", "Уже {uptime}")).isEmpty();
    }

    @Test
    void aFeatureWithoutItsFilesStopsTheStart() {
        assertThatThrownBy(() -> new Texts(List.of(Phrasebook.of("nowhere", BotPhrase.PING)), new Languages()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("texts/nowhere/en.properties is missing")
                .hasMessageContaining("texts/nowhere/ru.properties is missing");
    }

    private static List<String> gaps(String... keys) {
        var templates = new TreeMap<String, Template>();
        for (String key : keys) {
            templates.put(key, Template.parse("words", Plural.ENGLISH));
        }
        return TextCheck.gaps(BOOK, new TextFile("texts/test.properties", templates));
    }

    private static List<String> differences(String english, String russian) {
        return TextCheck.differences(
                TestTexts.RUSSIAN,
                Map.of(BotPhrase.PING, Template.parse(russian, Plural.RUSSIAN)),
                Map.of(BotPhrase.PING, Template.parse(english, Plural.ENGLISH)));
    }
}
