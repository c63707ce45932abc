package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refusals of commands for one reason. Those that wait become one message, which names each argument that did not fit. A
 * refusal is void once its person got the command right.
 *
 * @param why the same for all of them
 */
record Refusals(List<Refused> all, Reason why, Language language, Texts texts) implements Draft {
    /** The length of the arguments that are named, in UTF-16 units. Nobody reads more. */
    private static final int NAMED = 200;

    /**
     * A command that was refused.
     *
     * @param argument cleaned, null when there was none or the reason does not lie in it
     * @param concerns asked right before the message leaves
     */
    record Refused(String command, @Nullable String argument, BooleanSupplier concerns) {}

    /**
     * A reason to refuse a command.
     *
     * @param about equal for reasons of which one is said
     * @param length of the words at most, in UTF-16 units
     * @param words Telegram HTML, asked right before the message leaves
     */
    record Reason(Object about, int length, Supplier<String> words) {
        /** Returns a reason that stays as it is. */
        static Reason of(String html) {
            return new Reason(html, html.length(), () -> html);
        }
    }

    Refusals(Refused first, Reason why, Language language, Texts texts) {
        this(List.of(first), why, language, texts);
    }

    @Override
    public Optional<Content> write() {
        List<Refused> left =
                all.stream().filter(it -> it.concerns().getAsBoolean()).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(Content.of(html(left)));
    }

    private String html(List<Refused> left) {
        List<String> arguments = left.stream()
                .map(Refused::argument)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (arguments.isEmpty()) {
            return why.words().get();
        }
        Map<String, Object> values = Map.of(
                "name", left.getFirst().command(), "arguments", new Html(named(arguments)), "count", arguments.size());
        return texts.html(language, BotPhrase.ARGUMENTS_UNFIT, values) + "\n"
                + why.words().get();
    }

    private String named(List<String> arguments) {
        var names = new StringBuilder();
        for (String argument : arguments) {
            if (names.length() > NAMED) {
                return names + ", …";
            }
            names.append(names.isEmpty() ? "" : ", ")
                    .append(texts.html(language, BotPhrase.QUOTED, Map.of("text", argument)));
        }
        return names.toString();
    }

    @Override
    public Optional<Draft> merge(Draft later) {
        if (!(later instanceof Refusals other) || !other.why.about().equals(why.about())) {
            return Optional.empty();
        }
        var both = new ArrayList<>(all);
        both.addAll(other.all);
        return Optional.of(new Refusals(List.copyOf(both), why, language, texts));
    }

    @Override
    public int length() {
        return why.length() + 2 * NAMED;
    }
}
