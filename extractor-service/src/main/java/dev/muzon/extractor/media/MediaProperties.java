package dev.muzon.extractor.media;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the streams to players.
 *
 * @param maxStreams streams at once. Each is one ffmpeg with about 20 MB
 * @param firstBytes a stream that has not begun by then is ended. Players give up after 10 s and ask again, so a longer
 * limit would leave an abandoned child behind each of their attempts
 * @param stallLimit a stream that brings nothing for that long while its player reads is ended. Longer than ffmpeg's
 * own reconnecting
 */
@Validated
@ConfigurationProperties("muzon.extractor.media")
record MediaProperties(
        @DefaultValue("64") @Min(1) int maxStreams,
        @DefaultValue("8s") @DurationMin(millis = 100) Duration firstBytes,
        @DefaultValue("30s") @DurationMin(millis = 100) Duration stallLimit) {}
