package dev.muzon.ffmpeg;

import java.util.List;
import java.util.Locale;

/**
 * What became of a run, as far as the program tells. {@link #FINISHED} does not prove that all of the input was read:
 * compare what came out with what was expected.
 */
public enum FfmpegOutcome {
    /** It ended by itself and complained of nothing that matters. */
    FINISHED,
    /** It ended by itself after input that breaks off. */
    TRUNCATED,
    /** HTTP 404 or 410. */
    NOT_FOUND,
    /** HTTP 401 or 403. */
    FORBIDDEN,
    /** Any other HTTP error, among them 429 and 5xx. */
    HTTP_ERROR,
    /** Nobody listens there, or hangs up. */
    UNREACHABLE,
    /** The input stalled, or the run took longer than allowed. */
    TIMEOUT,
    /** Not a media file, or one damaged beyond use. */
    INVALID_DATA,
    /** Media without sound. */
    NO_AUDIO,
    /** The protocol or format is not on the caller's whitelist. */
    NOT_ALLOWED,
    /** Ended by {@link FfmpegProcess#close()} or a signal. */
    KILLED,
    /** Anything else; stderr says more. */
    FAILED;

    private record Sign(String words, FfmpegOutcome outcome) {}

    /** In this order: the first line of trouble often drags vaguer ones behind it. */
    private static final List<Sign> SIGNS = List.of(
            new Sign("404 not found", NOT_FOUND),
            new Sign("410 gone", NOT_FOUND),
            new Sign("http error 404", NOT_FOUND),
            new Sign("http error 410", NOT_FOUND),
            new Sign("401 unauthorized", FORBIDDEN),
            new Sign("403 forbidden", FORBIDDEN),
            new Sign("http error 401", FORBIDDEN),
            new Sign("http error 403", FORBIDDEN),
            new Sign("http error ", HTTP_ERROR),
            new Sign("server returned ", HTTP_ERROR),
            new Sign("connection refused", UNREACHABLE),
            new Sign("no route to host", UNREACHABLE),
            new Sign("network is unreachable", UNREACHABLE),
            new Sign("connection reset", UNREACHABLE),
            new Sign("error opening input: end of file", UNREACHABLE),
            new Sign("failed to resolve hostname", UNREACHABLE),
            new Sign("connection timed out", TIMEOUT),
            new Sign("operation timed out", TIMEOUT),
            new Sign("format not on whitelist", INVALID_DATA),
            new Sign("not on whitelist", NOT_ALLOWED),
            new Sign("protocol not found", NOT_ALLOWED),
            new Sign("not in allowed_", NOT_ALLOWED),
            new Sign("matches no streams", NO_AUDIO),
            new Sign("does not contain any stream", NO_AUDIO),
            new Sign("stream ends prematurely", TRUNCATED),
            new Sign("partial file", TRUNCATED),
            new Sign("error during demuxing", TRUNCATED),
            new Sign("file ended prematurely", TRUNCATED),
            new Sign("moov atom not found", INVALID_DATA),
            new Sign("invalid data found", INVALID_DATA));

    static FfmpegOutcome of(int exitCode, String stderr) {
        String complaint = stderr.toLowerCase(Locale.ROOT);
        FfmpegOutcome said = SIGNS.stream()
                .filter(sign -> complaint.contains(sign.words()))
                .map(Sign::outcome)
                .findFirst()
                .orElse(exitCode == 0 ? FINISHED : FAILED);
        // A damaged packet in the middle is reported as invalid data, concealed, and of no consequence.
        return exitCode == 0 && said == INVALID_DATA ? FINISHED : said;
    }
}
