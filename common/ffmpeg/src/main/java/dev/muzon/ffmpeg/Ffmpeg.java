package dev.muzon.ffmpeg;

import dev.muzon.confinement.Reach;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A working ffmpeg with its ffprobe. {@code try (var decoder = ffmpeg.start(List.of("-i", file, …, "pipe:1")))} runs
 * it. Arguments go to the child as they are: no shell sees them.
 */
public final class Ffmpeg {
    /** Names the operator's own build: a folder with {@code ffmpeg}, {@code ffprobe} and their libraries. */
    public static final String DIRECTORY_VARIABLE = "MUZON_FFMPEG_DIR";

    private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);
    private static final Duration FIRST_RUN_LIMIT = Duration.ofSeconds(20);

    /** Processor time of a probe, which reads a beginning. An ordinary one takes less than a tenth of a second. */
    private static final Duration PROBING = Duration.ofMinutes(1);

    /** Processor time of a decoder. A station takes that long after a month at 3 % of a processor. */
    private static final Duration DECODING = Duration.ofHours(24);

    /** Bytes of one allocation. Tables of samples and tags are as long as a file says, up to 2 GB without it. */
    private static final String MAX_ALLOCATION = Integer.toString(64 << 20);

    private static final List<String> QUIET =
            List.of("-hide_banner", "-nostdin", "-loglevel", "error", "-max_alloc", MAX_ALLOCATION);

    /** ffprobe refuses {@code -nostdin}, and only a warning says that a duration is a guess. */
    private static final List<String> PROBE_QUIET =
            List.of("-hide_banner", "-loglevel", "warning", "-max_alloc", MAX_ALLOCATION);

    private final Path directory;
    private final String version;
    private final String concern;

    private Ffmpeg(Path directory, String version, String concern) {
        this.concern = concern;
        this.directory = directory;
        this.version = version;
    }

    /** Does the same as {@link #locate(Path)}, with the folder that {@value #DIRECTORY_VARIABLE} names. */
    public static Ffmpeg locate() {
        String configured = System.getenv(DIRECTORY_VARIABLE);
        return locate(configured == null || configured.isBlank() ? null : Path.of(configured));
    }

    /**
     * Takes the first that runs: the configured folder, the bundled build, the system's. The bundled build is unpacked
     * once into the user's cache. A configured folder that does not work is an error, not a reason to take another. None
     * may be older than {@value SystemFfmpeg#OLDEST}.
     *
     * @throws dev.muzon.protocol.failure.FailureException critical {@code native.missing} saying what was tried
     */
    public static Ffmpeg locate(@Nullable Path configured) {
        return configured != null ? first(() -> configured) : first(BundledFfmpeg::directory, SystemFfmpeg::directory);
    }

    /** Takes the first that runs. Another one than the first is news to an operator. */
    @SafeVarargs
    static Ffmpeg first(Supplier<Path>... candidates) {
        List<String> tried = new ArrayList<>();
        for (Supplier<Path> candidate : candidates) {
            try {
                Path directory = candidate.get();
                String version = versionOf(directory);
                if (SystemFfmpeg.isTooOld(version)) {
                    throw new FfmpegUnavailable(
                            "ffmpeg %s in %s is older than %s".formatted(version, directory, SystemFfmpeg.OLDEST));
                }
                Ffmpeg found = new Ffmpeg(directory, version, concern(tried));
                log.atLevel(tried.isEmpty() ? Level.INFO : Level.WARN)
                        .log("Using ffmpeg {} from {}{}", version, directory, found.concern);
                return found;
            } catch (FfmpegUnavailable e) {
                tried.add(e.getMessage());
            }
        }
        throw Failure.of(FailureCode.NATIVE_MISSING, "no working ffmpeg: " + String.join("; ", tried))
                .asException();
    }

    private static String concern(List<String> tried) {
        return tried.isEmpty()
                ? ""
                : ", which was not tested with this version: %s. Make the cache folder writable and executable, or name a build in %s"
                        .formatted(String.join("; ", tried), DIRECTORY_VARIABLE);
    }

    /** Returns why it is not the one that comes first, with the remedy. Empty when it is. */
    String concern() {
        return concern;
    }

    /** Returns the version as the program says it, e.g. {@code 8.0.1}. */
    public String version() {
        return version;
    }

    /** Runs ffmpeg on input of our own, which it may write to as well. */
    public FfmpegProcess start(List<String> args) {
        return start(args, Reach.EVERYTHING);
    }

    /**
     * Runs ffmpeg with nothing on its stdin.
     *
     * @param args everything after the options that keep it quiet
     * @param reach what it needs
     */
    public FfmpegProcess start(List<String> args, Reach reach) {
        return launch("ffmpeg", args, reach, false);
    }

    /** Does the same as {@link #startFed(List, Reach)} with input of our own. */
    public FfmpegProcess startFed(List<String> args) {
        return startFed(args, Reach.EVERYTHING);
    }

    /** Runs ffmpeg with a stdin to write to: {@link FfmpegProcess#stdin()}, read as {@code -i pipe:0}. */
    public FfmpegProcess startFed(List<String> args, Reach reach) {
        return launch("ffmpeg", args, reach, true);
    }

    FfmpegProcess startProbe(List<String> args, Reach reach) {
        return launch("ffprobe", args, reach, false);
    }

    private FfmpegProcess launch(String program, List<String> args, Reach reach, boolean fed) {
        boolean probe = program.equals("ffprobe");
        List<String> command = new ArrayList<>(args.size() + 5);
        command.add(directory.resolve(program).toString());
        command.addAll(probe ? PROBE_QUIET : QUIET);
        command.addAll(args);
        try {
            return FfmpegProcess.launch(command, directory, reach, probe ? PROBING : DECODING, fed);
        } catch (IOException e) {
            String detail = program + " does not start: " + e;
            // The program exists, so memory or file descriptors are short, which passes.
            throw (Files.isExecutable(directory.resolve(program))
                            ? Failure.of(FailureCode.INTERNAL_TRANSIENT, detail)
                            : Failure.of(FailureCode.NATIVE_MISSING, detail))
                    .causedBy(e);
        }
    }

    private static String versionOf(Path directory) {
        List<String> command = List.of(directory.resolve("ffmpeg").toString(), "-version");
        try (FfmpegProcess process = FfmpegProcess.launch(command, directory, Reach.PIPES, PROBING, false)) {
            byte[] answer = process.stdout().readNBytes(1000);
            FfmpegExit exit = process.awaitExit(FIRST_RUN_LIMIT);
            String[] words = new String(answer, StandardCharsets.UTF_8).split("\\s+", 4);
            if (exit.outcome() != FfmpegOutcome.FINISHED || words.length < 4) {
                throw new FfmpegUnavailable(directory + " does not run (" + exit.code() + "): " + exit.stderr());
            }
            return words[2];
        } catch (IOException e) {
            throw new FfmpegUnavailable(directory + " does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FfmpegUnavailable(directory + ": interrupted while trying it");
        }
    }
}
