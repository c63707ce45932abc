package dev.muzon.gateway.music.player;

import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.SoundSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A player before and after a command. */
public record Change(PlayerView before, PlayerView after) {
    /** Nobody sees a smaller step on the card's progress bar. */
    private static final Duration VISIBLE = Duration.ofSeconds(2);

    /** Returns whether the player was in this state already, so that the command changed nothing. */
    public boolean stays(PlayerState state) {
        return before.state() == state && after.state() == state;
    }

    /** Returns whether music was paused that has left its voice chat. No card will show that pause. */
    public boolean pausesOutside() {
        return after.state() == PlayerState.PAUSED && after.call() == null && before.call() != null;
    }

    /** Returns whether music is heard after the command. */
    public boolean plays() {
        return after.state() == PlayerState.PLAYING;
    }

    /** Returns whether the position went back. */
    public boolean goesBack() {
        return step().isNegative();
    }

    /** Returns whether neither the track nor its position moved so far that the card shows it. */
    public boolean standsStill() {
        return before.epoch() == after.epoch()
                && before.state() == after.state()
                && before.volume() == after.volume()
                && before.queue().equals(after.queue())
                && step().abs().compareTo(VISIBLE) < 0;
    }

    /** Returns whether a setting differs that the chat keeps whatever plays. */
    public boolean setsAnother() {
        return !kept(before).equals(kept(after));
    }

    private static List<?> kept(PlayerView view) {
        SoundSettings sound = Objects.requireNonNullElse(view.sound(), SoundSettings.DEFAULT);
        return List.of(
                view.volume(),
                sound.crossFade(),
                sound.normalized(),
                view.queue().stays(),
                view.queue().autoplay());
    }

    /** Returns how far the position moved beyond what played meanwhile. */
    private Duration step() {
        Duration played =
                before.state() == PlayerState.PLAYING ? Duration.between(before.at(), after.at()) : Duration.ZERO;
        return after.position().minus(before.position().plus(played));
    }

    /**
     * Returns whether a part of the player is still as the command left it.
     *
     * @param newest what is known of the player by now, null when nothing is
     */
    public boolean holds(Function<PlayerView, ?> part, @Nullable PlayerView newest) {
        return newest == null || Objects.equals(part.apply(newest), part.apply(after));
    }

    /** Returns whether the track that the command led to is still the current one. */
    public boolean holdsTrack(PlayerView newest) {
        return newest.epoch() == after.epoch();
    }

    /** Returns whether the music is where it may have come to from the place of the command. It may wait on the way. */
    public boolean holdsPlace(PlayerView newest) {
        Duration gone = newest.position().minus(after.position());
        Duration passed = Duration.between(after.at(), newest.at());
        Duration most = newest.positionAt(newest.at().plus(passed)).minus(newest.position());
        return holdsTrack(newest)
                && gone.plus(VISIBLE).compareTo(Duration.ZERO) >= 0
                && gone.compareTo(most.plus(VISIBLE)) <= 0;
    }

    /** Returns whether the track that the command ended has not come back since. */
    public boolean holdsEnd(PlayerView newest) {
        QueueEntry ended = before.current();
        return holdsTrack(newest) || ended == null || !ended.equals(newest.current());
    }

    /** Returns whether what the command took out of the queue has not come back since. */
    public boolean holdsEmptiness(PlayerView newest) {
        return before.upcoming().stream()
                .filter(entry -> !names(after, entry))
                .noneMatch(entry -> names(newest, entry));
    }

    /** Returns whether the music still ends when the command says. */
    public boolean holdsSleep(PlayerView newest) {
        return newest.current() != null
                && Objects.equals(newest.queue().sleepsAt(), after.queue().sleepsAt());
    }

    /** Returns whether a view names an entry as the current one or as one that waits. */
    public static boolean names(PlayerView view, QueueEntry entry) {
        return Stream.concat(Stream.ofNullable(view.current()), view.upcoming().stream())
                .anyMatch(it -> it.id().equals(entry.id()));
    }

    /**
     * Returns whether what the command did is what a chat still finds.
     *
     * @param newest what is known of the player by now, null when nothing is
     */
    public boolean holds(@Nullable PlayerView newest) {
        return newest == null || (newest.state() == after.state() && newest.epoch() == after.epoch());
    }
}
