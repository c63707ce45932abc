package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** {@code /volume [percent]}: tells how loud it is, or sets it. The volume is the chat's, also while nothing plays. */
@Component
class VolumeCommand implements CommandHandler {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})\\s*%?");
    private static final int LOUDEST = 200;

    private final PlayerControl control;
    private final Texts texts;

    VolumeCommand(PlayerControl control, Texts texts) {
        this.control = control;
        this.texts = texts;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        OptionalInt percent = parse(invocation.argument());
        return percent.isEmpty()
                ? control.hint(invocation, MusicPhrase.VOLUME_USAGE, view -> Map.of("percent", view.volume()))
                : control.run(
                        invocation,
                        new PlayerCommand.SetVolume(percent.getAsInt()),
                        change -> control.tellMode(
                                invocation,
                                change,
                                PlayerView::volume,
                                change.after().current() == null ? MusicPhrase.VOLUME_LATER : MusicPhrase.VOLUME_SET,
                                values(change.after().volume(), invocation.language())));
    }

    /** Returns the volume, and advice when hardly anything is heard. */
    private Map<String, ?> values(int volume, Language language) {
        return volume <= MusicPhrase.QUIET
                ? Map.of("percent", volume, "quiet", new Html(texts.html(language, MusicPhrase.VOLUME_QUIET)))
                : Map.of("percent", volume);
    }

    /**
     * Reads the argument of {@code /volume}.
     *
     * @return 1 to 200, empty for everything else
     */
    static OptionalInt parse(String argument) {
        var matcher = PERCENT.matcher(argument);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int percent = Integer.parseInt(matcher.group(1));
        return percent >= 1 && percent <= LOUDEST ? OptionalInt.of(percent) : OptionalInt.empty();
    }
}
