package dev.muzon.gateway.bot.text;

import dev.muzon.protocol.failure.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Phrases and failures in the language of the reader. Values are escaped unless they are {@link Html}. */
@Component
public class Texts {
    private final Map<Language, Map<Phrase, Template>> templates = new HashMap<>();

    /**
     * Reads and checks the words of all books.
     *
     * @throws IllegalStateException when a language does not say exactly what the books promise
     */
    public Texts(List<Phrasebook> books, Languages languages) {
        var problems = new ArrayList<String>();
        languages.all().forEach(language -> templates.put(language, read(books, language, problems)));
        templates.forEach(
                (language, words) -> problems.addAll(TextCheck.differences(language, words, all(Language.ENGLISH))));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Texts are incomplete: " + String.join("; ", problems));
        }
    }

    private static Map<Phrase, Template> read(List<Phrasebook> books, Language language, List<String> problems) {
        var templates = new HashMap<Phrase, Template>();
        for (Phrasebook book : books) {
            var words = TextFile.read(book.folder(), language, problems);
            problems.addAll(TextCheck.gaps(book, words));
            for (Phrase phrase : book.phrases()) {
                Template template = words.templates().get(phrase.key());
                if (template != null) {
                    templates.put(phrase, template);
                }
            }
        }
        return templates;
    }

    /** Renders a message. */
    public String html(Language language, Phrase phrase, Map<String, ?> values) {
        return template(language, phrase).render(rendered(language, values, Html::escaped));
    }

    /** Renders a message. */
    public String html(Language language, Phrase phrase) {
        return html(language, phrase, Map.of());
    }

    /** Renders a button answer, a label or a menu line, which know no markup. */
    public String plain(Language language, Phrase phrase, Map<String, ?> values) {
        return template(language, phrase).render(rendered(language, values, Function.identity()));
    }

    /** Renders a button answer, a label or a menu line, which know no markup. */
    public String plain(Language language, Phrase phrase) {
        return plain(language, phrase, Map.of());
    }

    /** Explains a failure in a message. */
    public String html(Language language, Failure failure) {
        return template(language, new FailurePhrase(failure.code()))
                .render(rendered(language, values(language, failure), Html::escaped));
    }

    /** Explains a failure in a button answer. */
    public String plain(Language language, Failure failure) {
        return template(language, new FailurePhrase(failure.code()))
                .render(rendered(language, values(language, failure), Function.identity()));
    }

    /** Returns every template of a language. */
    Map<Phrase, Template> all(Language language) {
        return Objects.requireNonNull(templates.get(language), () -> "No texts in " + language.tag());
    }

    private Template template(Language language, Phrase phrase) {
        Template template = all(language).get(phrase);
        if (template == null) {
            throw new IllegalStateException("No phrasebook has " + phrase);
        }
        return template;
    }

    private Map<String, String> values(Language language, Failure failure) {
        return switch (failure) {
            case Failure.UserError it -> {
                var values = new HashMap<String, String>();
                // An older peer does not name the account.
                values.put("assistant", plain(language, BotPhrase.ASSISTANT));
                it.args().forEach((name, value) -> values.put(name, Quantities.spoken(this, language, name, value)));
                yield values;
            }
            case Failure.FloodWait it -> Map.of("seconds", Quantities.seconds(it.retryAfter()));
            default -> Map.of();
        };
    }

    private static Map<String, String> rendered(
            Language language, Map<String, ?> values, Function<String, String> text) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> switch (entry.getValue()) {
                    case Html html -> html.markup();
                    case BigDecimal number -> Numbers.decimal(language, number);
                    case Object value -> text.apply(value.toString());
                }));
    }
}
