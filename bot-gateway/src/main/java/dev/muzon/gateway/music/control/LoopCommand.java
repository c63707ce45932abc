package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.LoopWords;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** {@code /loop off|track|queue|2…10}: repeats the track or the queue. Alone it tells what holds and how to ask. */
@Component
class LoopCommand implements CommandHandler {
    private static final Pattern TIMES = Pattern.compile("(?<times>[0-9]{1,2})\\s*[x×х]?");

    private final PlayerControl control;
    private final Texts texts;

    LoopCommand(PlayerControl control, Texts texts) {
        this.control = control;
        this.texts = texts;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return parse(invocation.argument())
                .<CompletableFuture<?>>map(loop -> control.runAndTell(
                        invocation,
                        new PlayerCommand.SetLoop(loop),
                        change -> control.tellMode(
                                invocation,
                                change,
                                view -> view.queue().loop(),
                                LoopWords.of(loop),
                                Map.of("count", loop.left()))))
                .orElseGet(() -> control.hint(
                        invocation, MusicPhrase.LOOP_USAGE, view -> Map.of("now", now(view, invocation.language()))));
    }

    /** Returns the words for how the queue repeats now. */
    private String now(PlayerView view, Language language) {
        Loop loop = view.queue().loop();
        return texts.plain(language, LoopWords.of(loop), Map.of("count", loop.left()));
    }

    /**
     * Reads the argument of {@code /loop}.
     *
     * @return empty for everything that is not a way to repeat
     */
    static Optional<Loop> parse(String argument) {
        String word = argument.toLowerCase(Locale.ROOT);
        Matcher number = TIMES.matcher(word);
        if (number.matches()) {
            int times = Integer.parseInt(number.group("times"));
            return times >= 1 && times <= Loop.MOST ? Optional.of(Loop.times(times)) : Optional.empty();
        }
        return switch (word) {
            case "off", "no", "выкл", "выключить", "нет" -> Optional.of(Loop.OFF);
            case "track", "one", "song", "трек", "песня" -> Optional.of(Loop.TRACK);
            case "queue", "all", "очередь", "все", "всё" -> Optional.of(Loop.QUEUE);
            default -> Optional.empty();
        };
    }
}
