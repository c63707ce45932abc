package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.protocol.player.PlayerView;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** {@code /autoplay on} and its like. Alone they tell what holds and how to change it, and change nothing. */
@Component
class ModeCommands {
    private final PlayerControl control;
    private final Texts texts;

    ModeCommands(PlayerControl control, Texts texts) {
        this.control = control;
        this.texts = texts;
    }

    CompletableFuture<?> run(Invocation invocation, Mode mode) {
        return SoundArguments.toggle(invocation.argument())
                .<CompletableFuture<?>>map(on -> set(invocation, mode, on))
                .orElseGet(() -> hint(invocation, mode.usage(), mode::holds));
    }

    CompletableFuture<?> set(Invocation invocation, Mode mode, boolean on) {
        return control.runAndTell(
                invocation,
                mode.set(on),
                change -> control.tellMode(invocation, change, mode::holds, mode.told(on), Map.of()));
    }

    /**
     * Tells whether something is on, and how to change it.
     *
     * @param usage has a place for the word
     */
    CompletableFuture<?> hint(Invocation invocation, Phrase usage, Predicate<PlayerView> holds) {
        return control.hint(invocation, usage, view -> {
            Phrase word = holds.test(view) ? BotPhrase.ON : BotPhrase.OFF;
            return Map.of("value", texts.plain(invocation.language(), word));
        });
    }
}
