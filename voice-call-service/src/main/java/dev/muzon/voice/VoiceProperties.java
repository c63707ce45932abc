package dev.muzon.voice;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of this service.
 *
 * @param engine {@code memory} carries no sound: for tests, and for machines without the native library
 * @param queueLimit tracks waiting in one chat: far above what a group hears in a day, below what makes a card or a
 * document unwieldy
 * @param prefetch how long before a track's end the next one is opened: longer than the slowest source takes to answer,
 * so that the next track is decoded when it is needed
 * @param linger how long the call stays when nothing is left: one more song is often requested just then, and joining
 * again costs a second
 * @param saveEvery how often the position of a playing track is saved: what a crash may repeat to the listeners
 */
@ConfigurationProperties("muzon.voice")
record VoiceProperties(
        @DefaultValue("ntgcalls") Engine engine,
        @Min(1) @Max(10_000) @Example("200") int queueLimit,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 1)
        Duration prefetch,

        @DefaultValue("15s") @NotNull @DurationMin Duration linger,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 1)
        Duration saveEvery,

        @DefaultValue @Valid AloneProperties alone,
        @DefaultValue @Valid CallProperties call,
        @DefaultValue @Valid OwnershipProperties ownership,
        @DefaultValue @Valid MediaProperties media)
        implements ConfigurationCheck {
    @Override
    public Stream<ConfigurationProblem> problems() {
        return call.firstRetry().compareTo(call.longestRetry()) <= 0
                ? Stream.empty()
                : Stream.of(new ConfigurationProblem(
                        "muzon.voice.call.first-retry", "must not be longer than the longest retry"));
    }

    /** The engines that can carry the sound. */
    enum Engine {
        NTGCALLS,
        /** An engine that nobody hears, for tests. */
        MEMORY
    }

    /**
     * Settings for a voice chat in which nobody but the assistant is left.
     *
     * @param watch whether the music pauses and the assistant leaves. {@code false} plays on, for voice chats that people
     * follow without being in them
     * @param pauseAfter how long the music plays to nobody: a person whose connection broke is back sooner
     * @param leaveAfter how long the assistant is alone before it leaves. The queue is kept
     */
    record AloneProperties(
            @DefaultValue("true") @NotNull @Example("false") Boolean watch,

            @DefaultValue("60s") @NotNull @DurationMin(millis = 1)
            Duration pauseAfter,

            @DefaultValue("10m") @NotNull @DurationMin(millis = 1)
            Duration leaveAfter) {}

    /**
     * Settings of calls.
     *
     * @param joinTimeout how long signalling may take: joining a group, creating its voice chat and Telegram's own
     * waits may take more than a minute
     * @param connectTimeout from the transport answer to the connection: the native library gives up after ten seconds,
     * and a lost "connected" never comes
     * @param giveUpAfter how long a call may be in trouble. Telegram's longer outages last minutes, and
     * nobody waits for a song much longer
     * @param firstRetry pause after the first failure, which is usually over at once. It doubles with each that follows
     * @param longestRetry the longest such pause, however many failures there were. In the first half minute of trouble
     * it is 1.2 s at most
     */
    record CallProperties(
            @DefaultValue("90s") @NotNull @DurationMin(millis = 1)
            Duration joinTimeout,

            @DefaultValue("12s") @NotNull @DurationMin(millis = 1)
            Duration connectTimeout,

            @DefaultValue("15m") @NotNull @DurationMin(millis = 1)
            Duration giveUpAfter,

            @DefaultValue("500ms") @NotNull @DurationMin(millis = 1)
            Duration firstRetry,

            @DefaultValue("30s") @NotNull @DurationMin(millis = 1)
            Duration longestRetry) {}

    /**
     * Settings of leases.
     *
     * @param lease how long a chat stays with an instance that stopped answering: twice what a stop-the-world pause or
     * a slow store takes. When one is killed and does not come back, its music is silent for that long before another
     * takes over
     * @param takeover how often an instance looks for players whose owner is gone
     * @param maxPlayers how many chats one instance carries. It takes no more, so that it does not fail under them. A
     * heap without room for so many makes it fewer, which a warning at the start says
     */
    record OwnershipProperties(
            @DefaultValue("8s") @NotNull @DurationMin(millis = 1)
            Duration lease,

            @DefaultValue("2s") @NotNull @DurationMin(millis = 1)
            Duration takeover,

            @Min(1) @Max(10_000) @Example("100") int maxPlayers) {}

    /**
     * Settings of media.
     *
     * @param ffmpegDir a folder with ffmpeg, ffprobe and their libraries. One that is named and does not run is an
     * error. None means the bundled build
     * @param recordings where fetched sound is kept while it plays. The files have no names and vanish with the
     * process. {@code XDG_CACHE_HOME}, where it is set, counts instead of {@code ~/.cache}. With {@code ./muzon} the
     * default is {@code cache/recordings} in the state folder, because the temporary folder may lie in memory
     * @param recordingLimit of one recording: three hours of FLAC. Longer tracks are fetched in several parts
     * @param recordingsLimit of all recordings together. When it is reached, tracks are fetched in parts of 4 MB, each when
     * the one before was decoded, and far seeks fetch again
     * @param freeSpace of the disk that is left to others. Where less is free, tracks are fetched in such parts too
     * @param stallLimit how long a transfer may bring nothing. Live sources pause between segments, but not for this
     * long
     * @param buffer decoded sound ahead of a live stream's listeners, which bridges its hiccups. 384 kB for each second
     * and call. Tracks keep half a second, because what was fetched of them lies in their recording
     */
    record MediaProperties(
            @Nullable Path ffmpegDir,
            @NotNull Path recordings,
            @DefaultValue("512MB") @NotNull DataSize recordingLimit,
            @DefaultValue("4GB") @NotNull DataSize recordingsLimit,
            @DefaultValue("512MB") @NotNull @Example("2GB") DataSize freeSpace,

            @DefaultValue("15s") @NotNull @DurationMin(millis = 1)
            Duration stallLimit,

            @DefaultValue("2s") @NotNull @DurationMin(millis = 1)
            Duration buffer) {}
}
