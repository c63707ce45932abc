package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.SleepNote;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code /sleep 30m}: ends the music later. {@code /sleep off} lets it play on. */
@Component
class SleepCommand implements CommandHandler {
    private static final Pattern TIME =
            Pattern.compile("(?:(?<hours>[0-9]{1,2})\\s*(?:h|ч)\\s*)?(?:(?<minutes>[0-9]{1,4})\\s*(?:m|min|м|мин)?)?");

    private final PlayerControl control;
    private final Texts texts;

    SleepCommand(PlayerControl control, Texts texts) {
        this.control = control;
        this.texts = texts;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        String argument = invocation.argument().toLowerCase(Locale.ROOT);
        if (SoundArguments.off(argument)) {
            Phrase none = MusicPhrase.SLEEP_NOT_SET;
            return control.runOrRefuse(invocation, new PlayerCommand.Sleep(null), none, change -> {
                boolean set = SleepNote.isSet(change.before());
                return control.tellLate(invocation, change, newest -> ended(set, change, newest));
            });
        }
        return parse(argument)
                .<CompletableFuture<?>>map(after -> control.runOrRefuse(
                        invocation,
                        new PlayerCommand.Sleep(after),
                        MusicPhrase.SLEEP_REFUSED,
                        change -> control.tellWhile(
                                invocation,
                                change,
                                change::holdsSleep,
                                change.plays() ? MusicPhrase.SLEEP_SET : MusicPhrase.SLEEP_SET_SILENT,
                                Map.of("wait", Times.about(texts, invocation.language(), after)))))
                .orElseGet(() -> control.hint(
                        invocation, MusicPhrase.SLEEP_USAGE, player -> left(player, invocation.language())));
    }

    /** Returns the value for the time that is left of a timer. */
    private Map<String, ?> left(PlayerView player, Language language) {
        Instant end = player.queue().sleepsAt();
        return end == null
                ? Map.of()
                : Map.of("wait", Times.about(texts, language, Duration.between(player.at(), end)));
    }

    /** Says that the music plays on only if it does when that is read. */
    private static Optional<MusicPhrase> ended(boolean set, Change change, PlayerView newest) {
        if (newest.current() != null && !change.holdsSleep(newest)) {
            return Optional.empty();
        }
        MusicPhrase off = newest.state() == PlayerState.PLAYING ? MusicPhrase.SLEEP_OFF : MusicPhrase.SLEEP_OFF_SILENT;
        return Optional.of(set ? off : MusicPhrase.SLEEP_NOT_SET);
    }

    /**
     * Reads the argument of {@code /sleep}: {@code 30m}, {@code 1h 30m} or minutes alone.
     *
     * @return empty for everything else, and for more than a day
     */
    static Optional<Duration> parse(String argument) {
        Matcher matcher = TIME.matcher(argument);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration time = Duration.ofHours(number(matcher.group("hours"))).plusMinutes(number(matcher.group("minutes")));
        return time.isPositive() && time.compareTo(PlayerCommand.Sleep.LONGEST) <= 0
                ? Optional.of(time)
                : Optional.empty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
