package dev.muzon.gateway.bot.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The languages that the bot speaks: those that have a file in {@code texts/bot}. */
@Component
public class Languages {
    private static final String FILES = "classpath*:texts/bot/*.properties";

    private final List<Language> all;

    public Languages() {
        try {
            all = Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .map(name -> new Language(name.substring(0, name.indexOf('.'))))
                    .distinct()
                    .sorted((a, b) -> a.tag().compareTo(b.tag()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILES, e);
        }
    }

    /** Returns every language, ordered by tag. */
    public List<Language> all() {
        return all;
    }

    /** Returns the language of an IETF tag such as {@code ru-RU}, or English when the bot does not speak it. */
    public Language of(@Nullable String tag) {
        String wanted = tag == null ? "" : tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return all.stream()
                .filter(language -> language.tag().equals(wanted))
                .findFirst()
                .orElse(Language.ENGLISH);
    }
}
