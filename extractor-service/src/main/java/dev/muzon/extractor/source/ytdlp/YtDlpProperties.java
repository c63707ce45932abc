package dev.muzon.extractor.source.ytdlp;

import dev.muzon.runtime.config.Example;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of YouTube and other sites.
 *
 * @param directory the folder that {@code deploy/ytdlp/install.sh} fills. Without one the source is off.
 * With {@code ./muzon up} it is the one that {@code ./muzon build} fills
 * @param python the program that runs yt-dlp, 3.11 or newer
 * @param certificates the authorities that yt-dlp believes, a PEM file
 * @param playlistLimit how many tracks of a playlist are taken
 * @param parallel how many pages are read at the same time
 * @param pageLimit how long reading one page may take.
 * @param cookies of accounts on sites, as browsers export them: a file in Netscape's form, or a folder of files that end
 * in {@code .txt} and take turns. They are used only where a site hears nobody without one, and never for lists.
 * Everybody who may use the bot hears what these accounts may hear, and a site may close an account that is used so
 * @param cookieCopies what sites change of the cookies: the folder {@code cookies} in the one that
 * {@code MUZON_CACHE_DIR} names. The operator's files are only read
 */
@Validated
@ConfigurationProperties("muzon.extractor.ytdlp")
record YtDlpProperties(
        @Nullable Path directory,
        @DefaultValue("/usr/bin/python3") Path python,
        @DefaultValue("/etc/ssl/certs/ca-certificates.crt") Path certificates,
        @Min(1) @Max(500) @Example("50") int playlistLimit,
        @DefaultValue("4") @Min(1) @Max(32) int parallel,
        @DefaultValue("9s") @DurationMin(seconds = 1) Duration pageLimit,
        @Nullable @Example("/etc/muzon/cookies") Path cookies,
        @NotNull Path cookieCopies) {}
