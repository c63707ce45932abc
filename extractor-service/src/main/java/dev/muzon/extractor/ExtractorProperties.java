package dev.muzon.extractor;

import dev.muzon.runtime.config.Example;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * Settings that concern all sources.
 *
 * @param ffmpegDirectory a folder with ffmpeg, ffprobe and their libraries. One that is named and does not run is an
 * error. None means the bundled build
 * @param maxDuration the longest track, in minutes, or a duration such as {@code 3h}. Longer ones are refused, so that
 * one person cannot occupy a voice chat for a day
 * @param resolveDeadline how long a search may take altogether, from the moment it is taken up to its answer, however
 * slow the sources are: people wait
 */
@Validated
@ConfigurationProperties("muzon.extractor")
public record ExtractorProperties(
        @Nullable Path ffmpegDirectory,

        @DefaultValue("180") @DurationUnit(ChronoUnit.MINUTES) @DurationMin(minutes = 1) @Example("180")
        Duration maxDuration,

        @DefaultValue("30s") @DurationMin(seconds = 1) Duration resolveDeadline) {}
