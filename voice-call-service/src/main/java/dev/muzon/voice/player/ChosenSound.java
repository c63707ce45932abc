package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.SoundSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The volume and the sound that a chat has chosen. They outlast the music, except for a mute. */
final class ChosenSound {
    private final List<Effect> effects;
    private int volume;
    private SoundSettings settings;

    ChosenSound(int volume, SoundSettings settings, List<Effect> effects) {
        this.effects = effects;
        this.volume = volume;
        this.settings = settings;
    }

    int volume() {
        return volume;
    }

    SoundSettings settings() {
        return settings;
    }

    /** Returns the time in which so much of the music is heard. */
    Duration lasting(Duration music) {
        return Duration.ofNanos(Math.round(music.toNanos() / settings.tempo()));
    }

    /** Returns how the chat wants its music to sound, null while it has changed nothing. */
    @Nullable SoundSettings changed() {
        return settings.equals(SoundSettings.DEFAULT) ? null : settings;
    }

    /** Lets the music sound as it was chosen. */
    void apply() {
        effects.add(new Effect.Volume(volume));
        effects.add(new Effect.Sound(settings));
    }

    /** Takes over what another chat has chosen. */
    void adopt(int otherVolume, @Nullable SoundSettings other) {
        volume = otherVolume;
        settings = Objects.requireNonNullElse(other, SoundSettings.DEFAULT);
        apply();
    }

    /**
     * Ends a mute with the music that it was for. That is the song of a person who may mute no other, else all that
     * there is to play.
     *
     * @return whether there was one to end
     */
    boolean unmuteBehind(@Nullable Queued track) {
        String entry = settings.mutedEntry();
        if (!settings.muted() || (track != null && (entry == null || entry.equals(track.id())))) {
            return false;
        }
        settings = settings.withMuted(false);
        effects.add(new Effect.Sound(settings));
        return true;
    }

    /**
     * Carries a command out.
     *
     * @param ownOnly whether the person may mute no tracks of others
     * @param track what plays
     * @return false for a command that does not concern the sound
     */
    boolean handle(PlayerCommand command, boolean ownOnly, @Nullable Queued track) {
        if (command instanceof PlayerCommand.SetVolume(int percent)) {
            volume = percent;
            effects.add(new Effect.Volume(percent));
            return true;
        }
        if (command instanceof PlayerCommand.Sound change) {
            settings = change.changed(settings);
            if (ownOnly && track != null && change instanceof PlayerCommand.SetMuted(boolean muted) && muted) {
                settings = settings.mutedFor(track.id());
            }
            effects.add(new Effect.Sound(settings));
            return true;
        }
        return false;
    }
}
