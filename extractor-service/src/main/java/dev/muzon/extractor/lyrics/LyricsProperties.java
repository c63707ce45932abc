package dev.muzon.extractor.lyrics;

import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.HttpAddress;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of lyrics.
 *
 * @param enabled {@code off} answers {@code /lyrics} without asking anybody
 * @param url of LRCLIB or of another server with its API. It learns title, artist and length of what people ask for
 * @param limit how long a search may take, several questions included
 */
@Validated
@ConfigurationProperties("muzon.extractor.lyrics")
record LyricsProperties(
        @DefaultValue("on") @NotNull @Example("off") Boolean enabled,

        @DefaultValue("https://lrclib.net") @HttpAddress URI url,

        @DefaultValue("8s") @DurationMin(millis = 100) @DurationMax(seconds = 8)
        Duration limit) {}
