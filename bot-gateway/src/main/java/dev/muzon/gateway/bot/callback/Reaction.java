package dev.muzon.gateway.bot.callback;

import dev.muzon.gateway.bot.text.Phrase;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The reaction to a press.
 *
 * @param words shown to the presser once they are known, empty when what they see says it already
 * @param work what goes on behind the answer. The press is handled again elsewhere when the end of this process cuts it
 *     off
 */
public record Reaction(CompletableFuture<Optional<Phrase>> words, CompletableFuture<?> work) {

    /** Makes a reaction that is over. */
    public static Reaction of(Optional<Phrase> words) {
        return once(CompletableFuture.completedFuture(words));
    }

    /** Makes a reaction of words. */
    public static Reaction says(Phrase words) {
        return of(Optional.of(words));
    }

    /** Makes a reaction of what turns out within seconds. The button shows a clock until then. */
    public static Reaction once(CompletableFuture<Optional<Phrase>> words) {
        return new Reaction(words, CompletableFuture.completedFuture(null));
    }

    /** Makes a reaction without words. */
    public static Reaction silent() {
        return of(Optional.empty());
    }

    /** Makes a reaction without words, whose work goes on. */
    public static Reaction until(CompletableFuture<?> work) {
        return new Reaction(CompletableFuture.completedFuture(Optional.empty()), work);
    }
}
