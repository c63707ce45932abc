package dev.muzon.voice.session;

import dev.muzon.voice.audio.Deck;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The end of a call that comes after the fade of its sound. Not thread-safe, see {@link Session}. */
final class FadedLeave {
    private final Deck deck;
    private final Consumer<Runnable> post;
    private @Nullable Runnable waiting;

    /** @param post runs an input on the session's thread, later */
    FadedLeave(Deck deck, Consumer<Runnable> post) {
        this.deck = deck;
        this.post = post;
    }

    /** Leaves once nothing is left to be heard. */
    void whenSilent(Runnable leave) {
        waiting = leave;
        deck.whenSilent(() -> post.accept(this::finish));
    }

    /** Leaves at once where that waits for a fade. */
    void finish() {
        Runnable leave = waiting;
        if (leave != null) {
            waiting = null;
            leave.run();
        }
    }
}
