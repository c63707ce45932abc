package dev.muzon.gateway.music;

import dev.muzon.runtime.config.Example;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the files of songs.
 *
 * @param enabled {@code on} lets {@code /song} and the button for it on the card send songs as files. It is off until you allow it,
 *     because a file is a copy that stays and travels on: whether you may hand out copies depends on your music
 */
@Validated
@ConfigurationProperties("muzon.song")
public record SongProperties(
        @DefaultValue("off") @NotNull @Example("on") Boolean enabled) {
    /** The first part of the data of the button 💾, before the epoch. Old cards carry it. */
    public static final String BUTTON = "song";
}
