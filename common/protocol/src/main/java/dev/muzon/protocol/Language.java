package dev.muzon.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language Muzon speaks completely. */
public enum Language {
    ENGLISH("en"),
    RUSSIAN("ru");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Returns the IETF language tag, as Telegram's {@code language_code} begins. */
    @JsonValue
    public String tag() {
        return tag;
    }

    /** Returns the language of an IETF tag such as {@code ru-RU}, English for those that Muzon does not speak. */
    @JsonCreator
    public static Language of(@Nullable String tag) {
        return tag != null && tag.toLowerCase(Locale.ROOT).startsWith("ru") ? RUSSIAN : ENGLISH;
    }
}
