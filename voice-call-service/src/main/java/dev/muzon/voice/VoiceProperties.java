package dev.muzon.voice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of this service. The reason for each default stands in application.yml.
 *
 * @param engine what carries the sound
 * @param queueLimit tracks waiting in one chat
 * @param prefetch how long before a track's end the next one is opened
 * @param linger how long the call stays up when nothing is left to play
 * @param saveEvery how often the position of a playing track is saved
 */
@ConfigurationProperties("muzon.voice")
record VoiceProperties(
        @DefaultValue("ntgcalls") Engine engine,
        @DefaultValue("200") @Min(1) @Max(10_000) int queueLimit,
        @DefaultValue("30s") @NotNull Duration prefetch,
        @DefaultValue("15s") @NotNull Duration linger,
        @DefaultValue("5s") @NotNull Duration saveEvery,
        @DefaultValue @Valid CallProperties call,
        @DefaultValue @Valid OwnershipProperties ownership,
        @DefaultValue @Valid MediaProperties media) {
    /** The engines that can carry the sound. */
    enum Engine {
        NTGCALLS,
        /** An engine that nobody hears, for tests. */
        MEMORY
    }

    /**
     * Settings of calls.
     *
     * @param joinTimeout how long signalling may take
     * @param connectTimeout from the transport answer to the connection
     * @param giveUpAfter how long a call may be in trouble
     * @param firstRetry after the first failure. Doubles with each that follows
     * @param longestRetry however many failures there were
     */
    record CallProperties(
            @DefaultValue("90s") @NotNull Duration joinTimeout,
            @DefaultValue("12s") @NotNull Duration connectTimeout,
            @DefaultValue("15m") @NotNull Duration giveUpAfter,
            @DefaultValue("500ms") @NotNull Duration firstRetry,
            @DefaultValue("30s") @NotNull Duration longestRetry) {}

    /**
     * Settings of leases.
     *
     * @param lease how long a chat stays with an instance that stopped answering
     * @param takeover how often to look for players whose owner is gone
     */
    record OwnershipProperties(
            @DefaultValue("8s") @NotNull Duration lease,
            @DefaultValue("2s") @NotNull Duration takeover) {}

    /**
     * Settings of media.
     *
     * @param ffmpegDir a folder with ffmpeg and ffprobe, null for the bundled ones
     * @param recordings where fetched media is kept while it plays
     * @param recordingLimit of one recording
     * @param stallLimit how long a transfer may bring nothing
     * @param buffer decoded sound ahead of the listener
     */
    record MediaProperties(
            @Nullable Path ffmpegDir,

            @DefaultValue("${user.home}/.cache/muzon/recordings") @NotNull Path recordings,

            @DefaultValue("512MB") @NotNull DataSize recordingLimit,
            @DefaultValue("15s") @NotNull Duration stallLimit,
            @DefaultValue("5s") @NotNull Duration buffer) {}
}
