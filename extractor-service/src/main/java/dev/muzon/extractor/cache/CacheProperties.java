package dev.muzon.extractor.cache;

import dev.muzon.runtime.config.Example;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sound that is kept on disk.
 *
 * @param directory the folder {@code audio} in the one that {@code MUZON_CACHE_DIR} names. Several processes of one host may
 * share it
 * @param size of all kept sound, what is being fetched and files of Telegram included. The least recently played is
 * removed beyond it. {@code 0B} keeps none but files of Telegram, which play from the disk only. A song takes 4 MB
 * @param maxTrack a larger file is played and not kept
 * @param freeSpace of the disk that is left to others. Where less is free, nothing is kept, and files of Telegram do not play
 * @param keep for how long sound is kept after it was fetched, however often it is played
 */
@Validated
@ConfigurationProperties("muzon.extractor.cache")
record CacheProperties(
        @NotNull Path directory,
        @DefaultValue("1GB") @NotNull @Example("10GB") DataSize size,
        @DefaultValue("200MB") @NotNull @Example("200MB") DataSize maxTrack,
        @DefaultValue("512MB") @NotNull @Example("2GB") DataSize freeSpace,

        @DefaultValue("7d") @NotNull @DurationMin(minutes = 1) @Example("30d")
        Duration keep) {
    boolean isOff() {
        return size.toBytes() <= 0;
    }
}
