package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.protocol.failure.Failure;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The account's own words about notes, in Russian for those who speak it and in English for all others. */
final class NoteWords {
    private static final String BUNDLE = "texts.notes";
    private static final Locale RUSSIAN = Locale.of("ru");

    private final ResourceBundle texts;
    private final Locale locale;

    private NoteWords(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static NoteWords of(SpokenLanguage language) {
        return in(isRussian(language.code()));
    }

    /**
     * Returns the words for an account's owner. Russian is spoken to those who chose it for their notes, and to those whose
     * Telegram is Russian, whatever the language of their notes.
     *
     * @param telegrams the IETF tag of the owner's Telegram, empty for unknown
     */
    static NoteWords of(SpokenLanguage language, String telegrams) {
        return in(isRussian(language.code()) || isRussian(telegrams));
    }

    static NoteWords russian() {
        return in(true);
    }

    private static NoteWords in(boolean russian) {
        return new NoteWords(russian ? RUSSIAN : Locale.ENGLISH);
    }

    private static boolean isRussian(String tag) {
        return tag.equals(RUSSIAN.getLanguage()) || tag.startsWith(RUSSIAN.getLanguage() + "-");
    }

    String say(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** Returns the name of a language. */
    String name(SpokenLanguage language) {
        return language.isAuto() ? language.toString() : language.name(locale);
    }

    /** Says why a note does not become text. */
    String failure(Failure failure) {
        String key = "failure." + failure.code().value();
        return say(texts.containsKey(key) ? key : "failure.other");
    }
}
