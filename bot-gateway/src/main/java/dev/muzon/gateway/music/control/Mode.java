package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.SoundSettings;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** The ways of a group's player that are on or off, each with its command and words. */
enum Mode {
    AUTOPLAY(
            PlayerCommand.SetAutoplay::new,
            view -> view.queue().autoplay(),
            MusicPhrase.AUTOPLAY_ON,
            MusicPhrase.AUTOPLAY_OFF,
            MusicPhrase.AUTOPLAY_USAGE),
    STAY(
            PlayerCommand.Stay::new,
            view -> view.queue().stays(),
            MusicPhrase.STAY_ON,
            MusicPhrase.STAY_OFF,
            MusicPhrase.STAY_USAGE),
    NORMALIZE(
            PlayerCommand.SetNormalized::new,
            view -> sound(view).normalized(),
            MusicPhrase.NORMALIZE_ON,
            MusicPhrase.NORMALIZE_OFF,
            MusicPhrase.NORMALIZE_USAGE),
    NIGHTCORE(
            PlayerCommand.SetNightcore::new,
            view -> sound(view).nightcore(),
            MusicPhrase.NIGHTCORE_ON,
            MusicPhrase.NIGHTCORE_OFF,
            MusicPhrase.NIGHTCORE_USAGE);

    private final Function<Boolean, PlayerCommand> command;
    private final Predicate<PlayerView> holds;
    private final Phrase on;
    private final Phrase off;
    private final Phrase usage;

    Mode(Function<Boolean, PlayerCommand> command, Predicate<PlayerView> holds, Phrase on, Phrase off, Phrase usage) {
        this.command = command;
        this.holds = holds;
        this.on = on;
        this.off = off;
        this.usage = usage;
    }

    PlayerCommand set(boolean wanted) {
        return command.apply(wanted);
    }

    boolean holds(PlayerView view) {
        return holds.test(view);
    }

    /** Returns the words for what was set. */
    Phrase told(boolean wanted) {
        return wanted ? on : off;
    }

    /** Returns the words for what holds and how to change it. */
    Phrase usage() {
        return usage;
    }

    private static SoundSettings sound(PlayerView view) {
        return Objects.requireNonNullElse(view.sound(), SoundSettings.DEFAULT);
    }
}
