package dev.muzon.assistant.channel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's settings of channels.
 *
 * @param perChat channels that one chat may add. 0 lets nobody add any
 * @param posts the newest posts of a channel that are kept. Older ones are neither read nor found
 * @param perDay posts of one day of a channel that are kept. What a channel writes beyond that is left out
 */
@Validated
@ConfigurationProperties("muzon.channels")
record ChannelsProperties(
        @Min(0) @Max(500) int perChat,
        @Min(1) @Max(20_000) int posts,
        @Min(1) @Max(20_000) int perDay) {}
