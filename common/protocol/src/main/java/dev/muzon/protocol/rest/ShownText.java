package dev.muzon.protocol.rest;

import java.util.List;
import java.util.Objects;

/**
 * The text of a {@link ShownNote}.
 *
 * @param parts plain words, cut so that each fits into a message. The first one names the language that was found
 */
public record ShownText(List<String> parts) {
    public ShownText {
        parts = List.copyOf(Objects.requireNonNullElse(parts, List.of()));
    }

    /** Does not print the words: somebody said them in private. */
    @Override
    public String toString() {
        return "text in " + parts.size() + " parts";
    }
}
