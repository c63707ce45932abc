package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.SoundSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The volume and the sound that a chat has chosen. They outlast the music. */
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
     * Carries a command out.
     *
     * @return false for a command that does not concern the sound
     */
    boolean handle(PlayerCommand command) {
        if (command instanceof PlayerCommand.SetVolume(int percent)) {
            volume = percent;
            effects.add(new Effect.Volume(percent));
            return true;
        }
        if (command instanceof PlayerCommand.Sound change) {
            settings = change.changed(settings);
            effects.add(new Effect.Sound(settings));
            return true;
        }
        return false;
    }
}
