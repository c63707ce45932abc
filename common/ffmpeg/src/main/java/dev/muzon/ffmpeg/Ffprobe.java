package dev.muzon.ffmpeg;

import dev.muzon.confinement.Reach;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runner of ffprobe, which tells what a file is. */
public final class Ffprobe {
    /** Random bytes are "recognised" with a score of 1. A live mp3 stream, which has no duration either, has 51. */
    private static final int LEAST_SCORE_WITHOUT_DURATION = 25;

    /** More than any number of channels. */
    private static final int DEFAULT_RANK = 1 << 20;

    private static final String FILE = "file:";
    private static final String GUESSED = "Estimating duration from bitrate";
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final String ENTRIES = "format=duration,size,format_name,bit_rate,probe_score"
            + ":stream=codec_type,codec_name,sample_rate,channels:stream_disposition=attached_pic,default";
    private static final String NAMES = "title,artist,album,album_artist,icy-name," + ExactLength.TAG + ","
            + MediaInfo.REPLAY_GAIN + "," + MediaInfo.R128_GAIN;
    private static final String TAGS = ":format_tags=" + NAMES + ":stream_tags=" + NAMES;

    /** Tags come as the bytes that the file has, so that old alphabets can be read. */
    private static final String WRITER = "json=compact=1:string_validation=ignore";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Ffmpeg ffmpeg;

    public Ffprobe(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** Finds out what a file of our own is. */
    public MediaInfo probe(List<String> options, String input, Duration limit) throws InterruptedException {
        return probe(options, input, Reach.EVERYTHING, limit);
    }

    /**
     * Finds out what an input is. A problem with it is reported as a failure of that input, never as one of ours.
     *
     * @param options before the input: whitelists, timeouts and the like
     * @param input path or URL
     * @param reach what reading it needs
     * @param limit for the whole run
     * @throws dev.muzon.protocol.failure.FailureException {@code track.not-audio} for anything without sound,
     * {@code track.damaged} for what ffprobe fails over, {@code source.timeout} past the limit, else what
     * {@link FfmpegExit#failure()} makes of the outcome
     */
    public MediaInfo probe(List<String> options, String input, Reach reach, Duration limit)
            throws InterruptedException {
        long start = System.nanoTime();
        MediaInfo media = run(options, input, reach, limit, ENTRIES + TAGS);
        if (media == null) {
            // The tags are too long to read, but the sound is still there.
            media = run(options, input, reach, limit.minusNanos(System.nanoTime() - start), ENTRIES);
        }
        if (media == null) {
            throw damaged("its description is longer than " + LONGEST_ANSWER + " bytes");
        }
        return input.startsWith(FILE)
                ? measured(media, options, input, reach, limit.minusNanos(System.nanoTime() - start))
                : media;
    }

    /**
     * Reads what has an end up to there, when nothing else tells its length. Without a length it would count as a live
     * stream, which never ends.
     *
     * @param limit after which the length stays unknown
     */
    public MediaInfo measured(MediaInfo media, List<String> options, String input, Reach reach, Duration limit)
            throws InterruptedException {
        if (media.duration() != null || !limit.isPositive()) {
            return media;
        }
        try {
            Duration length = MeasuredLength.of(ffmpeg, options, input, reach, limit);
            return length == null ? media : media.withGuessed(length);
        } catch (IOException e) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "the file could not be measured: " + e)
                    .causedBy(e);
        }
    }

    /** Returns null when the answer is too long to be read. */
    private @Nullable MediaInfo run(List<String> options, String input, Reach reach, Duration limit, String entries)
            throws InterruptedException {
        List<String> args = new ArrayList<>(options);
        args.addAll(List.of("-show_entries", entries, "-of", WRITER, "-i", input));
        try (FfmpegProcess process = ffmpeg.startProbe(args, reach)) {
            // The read below cannot be interrupted. The kill ends it.
            CompletableFuture<?> guard = CompletableFuture.runAsync(
                    process::close, CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
            byte[] answer = process.stdout().readNBytes(LONGEST_ANSWER + 1);
            guard.cancel(false);
            if (answer.length > LONGEST_ANSWER) {
                return null;
            }
            FfmpegExit exit = process.awaitExit(limit);
            if (exit.code() != 0) {
                throw complaint(exit).asException();
            }
            return parse(answer, !exit.stderr().contains(GUESSED));
        } catch (IOException e) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "ffprobe's answer broke off: " + e)
                    .causedBy(e);
        }
    }

    private static Failure complaint(FfmpegExit exit) {
        return switch (exit.outcome()) {
            case KILLED -> new FfmpegExit(FfmpegOutcome.TIMEOUT, exit.code(), exit.stderr()).failure();
            case CRASHED, FAILED ->
                Failure.of(
                        FailureCode.TRACK_DAMAGED,
                        "ffprobe: " + exit.code() + " " + exit.stderr().strip());
            default -> exit.failure();
        };
    }

    private static MediaInfo parse(byte[] answer, boolean durationExact) {
        JsonNode root;
        try {
            root = JSON.readTree(new String(answer, StandardCharsets.ISO_8859_1));
        } catch (JacksonException e) {
            throw damaged("ffprobe's answer is not JSON: " + e.getOriginalMessage());
        }
        JsonNode format = root.path("format");
        @Nullable JsonNode audio = null;
        boolean cover = false;
        for (JsonNode stream : root.path("streams")) {
            if (stream.path("codec_type").asString("").equals("audio") && rank(stream) > rank(audio)) {
                audio = stream;
            }
            cover |= stream.path("disposition").path("attached_pic").asInt(0) == 1;
        }
        if (audio == null) {
            throw notAudio("no sound stream in " + format.path("format_name").asString("an unknown format"));
        }
        Map<String, String> tags =
                new Tags().add(audio.path("tags")).add(format.path("tags")).readable();
        int sampleRate = number(audio.path("sample_rate")).intValue();
        @Nullable Duration duration = ExactLength.of(tags.get(ExactLength.TAG_KEY), sampleRate, seconds(format.path("duration")));
        int score = format.path("probe_score").asInt(0);
        if (duration == null && score < LEAST_SCORE_WITHOUT_DURATION) {
            throw notAudio("not recognised as any format");
        }
        return new MediaInfo(
                duration,
                durationExact,
                positive(format.path("size")),
                format.path("format_name").asString(""),
                audio.path("codec_name").asString(""),
                positive(format.path("bit_rate")),
                sampleRate,
                audio.path("channels").asInt(0),
                tags,
                cover,
                score);
    }

    /** Ranks sound streams as ffmpeg does where it chooses one itself: the default one, then most channels. */
    private static int rank(@Nullable JsonNode stream) {
        if (stream == null) {
            return -1;
        }
        int ofDefault = stream.path("disposition").path("default").asInt(0) * DEFAULT_RANK;
        return ofDefault + stream.path("channels").asInt(0);
    }

    private static @Nullable Duration seconds(JsonNode value) {
        BigDecimal seconds = number(value);
        return seconds.signum() <= 0
                ? null
                : Duration.of(seconds.movePointRight(6).longValue(), ChronoUnit.MICROS);
    }

    private static @Nullable Long positive(JsonNode value) {
        long count = number(value).longValue();
        return count <= 0 ? null : count;
    }

    /** Reads a number. ffprobe writes numbers as strings, and {@code N/A} for those it does not know. */
    private static BigDecimal number(JsonNode value) {
        try {
            return new BigDecimal(value.asString("0"));
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    private static RuntimeException damaged(String detail) {
        return Failure.of(FailureCode.TRACK_DAMAGED, detail).asException();
    }

    private static RuntimeException notAudio(String detail) {
        return Failure.of(FailureCode.NOT_AUDIO, detail).asException();
    }
}
