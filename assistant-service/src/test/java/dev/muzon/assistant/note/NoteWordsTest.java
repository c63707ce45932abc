package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.transcription.SpokenLanguage;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** Tests that everything is said in both languages. */
class NoteWordsTest {
    @Test
    void everyWordExistsInBothLanguages() {
        assertThat(keys(Locale.of("ru")).keySet())
                .isEqualTo(keys(Locale.ENGLISH).keySet());
    }

    private static ResourceBundle keys(Locale locale) {
        return ResourceBundle.getBundle("texts.notes", locale);
    }

    @Test
    void speaksRussianToThoseWhoDoAndEnglishToAllOthers() {
        assertThat(NoteWords.of(new SpokenLanguage("ru")).say("waiting", 3)).isEqualTo("в очереди, перед этим: 3");
        assertThat(NoteWords.of(new SpokenLanguage("de")).say("waiting", 3))
                .isEqualTo("in the queue, 3 before this one");
        assertThat(NoteWords.of(SpokenLanguage.AUTO).say("silence")).isEqualTo("(silence)");
    }

    @Test
    void speaksRussianToThoseWhoseTelegramIsRussian() {
        assertThat(NoteWords.of(new SpokenLanguage("en"), "ru-raw").say("silence"))
                .isEqualTo("(тишина)");
        assertThat(NoteWords.of(SpokenLanguage.AUTO, "uk").say("silence")).isEqualTo("(silence)");
        assertThat(NoteWords.of(new SpokenLanguage("ru"), "en").say("silence")).isEqualTo("(тишина)");
        assertThat(NoteWords.of(SpokenLanguage.AUTO, "").say("silence")).isEqualTo("(silence)");
    }
}
