package dev.muzon.gateway.bot.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private final Languages languages = new Languages();

    @ParameterizedTest
    @CsvSource({"ru, ru", "ru-RU, ru", "RU_by, ru", "en-GB, en", "rue, en", "de, en", "'', en", ", en"})
    void speaksTheLanguageOfAnAppOrElseEnglish(String tag, String spoken) {
        assertThat(languages.of(tag).tag()).isEqualTo(spoken);
    }
}
