package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.SoundSettings;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A way of a group's player that is on or off, with its command and words.
 *
 * @param usage says what holds and how to change it, and has a place for the word
 */
record Mode(
        Function<Boolean, PlayerCommand> command, Predicate<PlayerView> state, Phrase on, Phrase off, Phrase usage) {
    static final Mode AUTOPLAY = new Mode(
            PlayerCommand.SetAutoplay::new,
            view -> view.queue().autoplay(),
            MusicPhrase.AUTOPLAY_ON,
            MusicPhrase.AUTOPLAY_OFF,
            MusicPhrase.AUTOPLAY_USAGE);
    static final Mode STAY = new Mode(
            PlayerCommand.Stay::new,
            view -> view.queue().stays(),
            MusicPhrase.STAY_ON,
            MusicPhrase.STAY_OFF,
            MusicPhrase.STAY_USAGE);
    static final Mode NORMALIZE = new Mode(
            PlayerCommand.SetNormalized::new,
            view -> sound(view).normalized(),
            MusicPhrase.NORMALIZE_ON,
            MusicPhrase.NORMALIZE_OFF,
            MusicPhrase.NORMALIZE_USAGE);
    static final Mode NIGHTCORE = new Mode(
            PlayerCommand.SetNightcore::new,
            view -> sound(view).nightcore(),
            MusicPhrase.NIGHTCORE_ON,
            MusicPhrase.NIGHTCORE_OFF,
            MusicPhrase.NIGHTCORE_USAGE);

    PlayerCommand set(boolean wanted) {
        return command.apply(wanted);
    }

    boolean holds(PlayerView view) {
        return state.test(view);
    }

    /** Returns the words for what was set. */
    Phrase told(boolean wanted) {
        return wanted ? on : off;
    }

    private static SoundSettings sound(PlayerView view) {
        return Objects.requireNonNullElse(view.sound(), SoundSettings.DEFAULT);
    }
}
