package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.ModeSigns;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.SoundSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The commands to how the music sounds. They count for what plays now and later. */
@Component
class SoundCommands implements CommandSet {
    private static final Category SOUND = new Category(40, MusicPhrase.CATEGORY_SOUND);

    private final PlayerControl control;
    private final ModeCommands modes;
    private final Texts texts;

    SoundCommands(PlayerControl control, ModeCommands modes, Texts texts) {
        this.control = control;
        this.modes = modes;
        this.texts = texts;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                command("mute", MusicPhrase.DESCRIBE_MUTE, this::mute).alias("тихо"),
                command("unmute", MusicPhrase.DESCRIBE_UNMUTE, this::unmute).alias("звук"),
                command("speed", MusicPhrase.DESCRIBE_SPEED, this::speed).alias("скорость"),
                command("bass", MusicPhrase.DESCRIBE_BASS, this::bass).alias("басы"),
                command("nightcore", MusicPhrase.DESCRIBE_NIGHTCORE, this::nightcore)
                        .alias("найткор"),
                command("filters", MusicPhrase.DESCRIBE_FILTERS, this::filters).alias("фильтры"),
                command("crossfade", MusicPhrase.DESCRIBE_CROSSFADE, this::crossFade)
                        .alias("наложение"),
                command("normalize", MusicPhrase.DESCRIBE_NORMALIZE, it -> modes.run(it, Mode.NORMALIZE))
                        .alias("выровнять"));
    }

    private static CommandDefinition command(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, SOUND, description, handler)
                .inGroups()
                .freshFor(CommandDefinition.CONTROL);
    }

    private CompletableFuture<?> mute(Invocation invocation) {
        return control.runAndTell(
                invocation,
                new PlayerCommand.SetMuted(true),
                change -> control.tellLate(
                        invocation,
                        change,
                        newest -> change.holds(view -> settings(view).muted(), newest)
                                ? Optional.of(muted(newest))
                                : Optional.empty()));
    }

    /** Says how long the mute lasts, and that the music goes on only if it does when that is read. */
    private static MusicPhrase muted(PlayerView newest) {
        if (newest.state() != PlayerState.PLAYING) {
            return MusicPhrase.MUTED_LATER;
        }
        return settings(newest).mutedEntry() == null ? MusicPhrase.MUTED : MusicPhrase.MUTED_SONG;
    }

    /** Says that the sound is on, and why nobody hears it all the same. */
    private CompletableFuture<?> unmute(Invocation invocation) {
        return control.runAndTell(
                invocation,
                new PlayerCommand.SetMuted(false),
                change -> control.tellLate(
                        invocation,
                        change,
                        newest -> change.holds(view -> settings(view).muted(), newest)
                                ? Optional.of(unmuted(change, newest))
                                : Optional.empty()));
    }

    private static MusicPhrase unmuted(Change change, PlayerView newest) {
        if (newest.current() == null) {
            return MusicPhrase.UNMUTED_IDLE;
        }
        return settings(change.before()).muted() ? MusicPhrase.UNMUTED : MusicPhrase.UNMUTED_ALREADY;
    }

    private CompletableFuture<?> speed(Invocation invocation) {
        OptionalInt percent = SoundArguments.speed(invocation.argument());
        return percent.isEmpty()
                ? control.hint(invocation, MusicPhrase.SPEED_USAGE, view -> values(settings(view)))
                : set(invocation, new PlayerCommand.SetSpeed(percent.getAsInt()), MusicPhrase.SPEED_SET);
    }

    private CompletableFuture<?> bass(Invocation invocation) {
        OptionalInt level = SoundArguments.number(invocation.argument(), SoundSettings.MOST_BASS);
        return level.isEmpty()
                ? control.hint(invocation, MusicPhrase.BASS_USAGE, view -> values(settings(view)))
                : set(invocation, new PlayerCommand.SetBass(level.getAsInt()), MusicPhrase.BASS_SET);
    }

    private CompletableFuture<?> nightcore(Invocation invocation) {
        return invocation.argument().isEmpty()
                ? modes.set(invocation, Mode.NIGHTCORE, true)
                : modes.run(invocation, Mode.NIGHTCORE);
    }

    private CompletableFuture<?> filters(Invocation invocation) {
        if (invocation.argument().isEmpty()) {
            return control.show(invocation, MusicPhrase.FILTERS_NOW, view -> values(settings(view)));
        }
        return SoundArguments.off(invocation.argument())
                ? set(invocation, new PlayerCommand.ClearFilters(), MusicPhrase.FILTERS_OFF)
                : invocation.hint(MusicPhrase.FILTERS_USAGE);
    }

    private CompletableFuture<?> crossFade(Invocation invocation) {
        OptionalInt seconds = SoundArguments.number(invocation.argument(), SoundSettings.LONGEST_CROSS_FADE);
        if (seconds.isPresent()) {
            return set(invocation, new PlayerCommand.SetCrossFade(seconds.getAsInt()), overlap(seconds.getAsInt()));
        }
        return control.hint(invocation, MusicPhrase.CROSSFADE_USAGE, view -> {
            SoundSettings sound = settings(view);
            return Map.of("now", texts.plain(invocation.language(), overlap(sound.crossFade()), values(sound)));
        });
    }

    private static Phrase overlap(int seconds) {
        return seconds == 0 ? MusicPhrase.CROSSFADE_OFF : MusicPhrase.CROSSFADE_SET;
    }

    private CompletableFuture<?> set(Invocation invocation, PlayerCommand.Sound command, Phrase done) {
        return control.runAndTell(
                invocation,
                command,
                change -> control.tellMode(
                        invocation,
                        change,
                        view -> part(command, settings(view)),
                        done,
                        values(settings(change.after()))));
    }

    /** Returns what a command sets. */
    private static Object part(PlayerCommand.Sound command, SoundSettings sound) {
        return switch (command) {
            case PlayerCommand.SetSpeed _ -> sound.speed();
            case PlayerCommand.SetBass _ -> sound.bass();
            case PlayerCommand.SetCrossFade _ -> sound.crossFade();
            default -> List.of(sound.speed(), sound.bass(), sound.nightcore());
        };
    }

    private static SoundSettings settings(PlayerView view) {
        return Objects.requireNonNullElse(view.sound(), SoundSettings.DEFAULT);
    }

    private static Map<String, ?> values(SoundSettings sound) {
        return Map.of(
                "speed", ModeSigns.factor(sound),
                "bass", sound.bass(),
                "seconds", sound.crossFade(),
                "nightcore", SoundArguments.word(sound.nightcore()),
                "normalize", SoundArguments.word(sound.normalized()));
    }
}
