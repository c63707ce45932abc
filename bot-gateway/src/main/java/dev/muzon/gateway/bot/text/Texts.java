package dev.muzon.gateway.bot.text;

import dev.muzon.protocol.Language;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Phrases and failures in the language of the reader. Values are escaped unless they are {@link Html}. */
@Component
public class Texts {
    private final Map<Language, Map<String, Template>> templates = new EnumMap<>(Language.class);

    public Texts() {
        for (Language language : Language.values()) {
            templates.put(language, load(language));
        }
    }

    /** For messages. */
    public String html(Language language, Phrase phrase, Map<String, ?> values) {
        return template(language, phrase.key()).render(rendered(values, Html::escaped));
    }

    /** For messages. */
    public String html(Language language, Phrase phrase) {
        return html(language, phrase, Map.of());
    }

    /** For button answers, labels and menus, which know no markup. */
    public String plain(Language language, Phrase phrase, Map<String, ?> values) {
        return template(language, phrase.key()).render(rendered(values, Function.identity()));
    }

    /** For button answers, labels and menus, which know no markup. */
    public String plain(Language language, Phrase phrase) {
        return plain(language, phrase, Map.of());
    }

    /** What went wrong and what to do about it, as a message. */
    public String html(Language language, Failure failure) {
        return template(language, key(failure.code())).render(rendered(values(language, failure), Html::escaped));
    }

    /** What went wrong and what to do about it, as a button answer. */
    public String plain(Language language, Failure failure) {
        return template(language, key(failure.code())).render(rendered(values(language, failure), Function.identity()));
    }

    static String key(FailureCode code) {
        return "failure." + code.value();
    }

    /** Every template of a language by its key. */
    Map<String, Template> all(Language language) {
        return Objects.requireNonNull(templates.get(language));
    }

    private Template template(Language language, String key) {
        Template template = all(language).get(key);
        if (template == null) {
            throw new IllegalStateException("No text for " + key + " in " + language);
        }
        return template;
    }

    private Map<String, String> values(Language language, Failure failure) {
        return switch (failure) {
            case Failure.UserError it ->
                it.args().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                arg -> Quantities.spoken(this, language, arg.getKey(), arg.getValue())));
            case Failure.FloodWait it -> Map.of("seconds", Quantities.seconds(it.retryAfter()));
            default -> Map.of();
        };
    }

    private static Map<String, String> rendered(Map<String, ?> values, Function<String, String> text) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue() instanceof Html html
                                ? html.markup()
                                : text.apply(String.valueOf(entry.getValue()))));
    }

    private static Map<String, Template> load(Language language) {
        var properties = new Properties();
        String name = "/texts/" + language.tag() + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        var plural = Plural.of(language);
        var templates = new TreeMap<String, Template>();
        properties.stringPropertyNames().forEach(key -> templates.put(key, parse(key, properties, plural)));
        return templates;
    }

    private static Template parse(String key, Properties properties, Plural plural) {
        try {
            return Template.parse(properties.getProperty(key), plural);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }
}
