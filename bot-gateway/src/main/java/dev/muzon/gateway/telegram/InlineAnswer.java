package dev.muzon.gateway.telegram;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an inline query, for nobody but the person who asked: its words are in their language.
 *
 * @param hint the words of a button above the results that leads to the bot, null for none
 * @param keptFor how long Telegram may give the same person the same answer
 */
public record InlineAnswer(List<Result> results, @Nullable String hint, Duration keptFor) {
    /**
     * One result.
     *
     * @param id at most 64 bytes, different from those of the others
     * @param message what is sent in the person's name when they choose it
     */
    public record Result(String id, String title, String description, Content message) {}

    public InlineAnswer {
        results = List.copyOf(results);
    }
}
