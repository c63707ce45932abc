package dev.muzon.ffmpeg;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a run, as far as the program tells. {@link #FINISHED} does not prove that all of the input was read:
 * compare the output with what was expected.
 */
public enum FfmpegOutcome {
    /** Ended by itself without an error that matters. */
    FINISHED,
    /** Ended by itself after input that breaks off. */
    TRUNCATED,
    /** HTTP 404 or 410. */
    NOT_FOUND,
    /** HTTP 401 or 403. */
    FORBIDDEN,
    /** Any other HTTP error, among them 429 and 5xx. */
    HTTP_ERROR,
    /** Nobody listens there, or the connection broke. */
    UNREACHABLE,
    /** The server's certificate is not valid for the name that was asked. */
    CERTIFICATE,
    /** The server does not speak TLS. */
    NOT_TLS,
    /** The input stalled, or the run took longer than allowed. */
    TIMEOUT,
    /** Not a media file. */
    INVALID_DATA,
    /** A media file that is incomplete, contradicts itself, or uses a variant that ffmpeg does not know. */
    DAMAGED,
    /** Media without sound. */
    NO_AUDIO,
    /** The protocol or format is not on the caller's whitelist. */
    NOT_ALLOWED,
    /** Ended by {@link FfmpegProcess#close()} or a signal. */
    KILLED,
    /** Ended by a signal that was not ours: it crashed or used too much memory. */
    CRASHED,
    /** Wrong options from us, or missing libraries. */
    MISUSED,
    /** Anything else. The stderr says more. */
    FAILED;

    private record Sign(String words, FfmpegOutcome outcome) {}

    /** {@code 128 + n} for the signals of crashes. Other codes above 128 are ffmpeg's own: 145 is a refused connection. */
    private static final Set<Integer> CRASHES = Set.of(132, 134, 135, 136, 137, 139);

    /** In this order: the first error line often causes vaguer ones after it. */
    private static final List<Sign> SIGNS = List.of(
            new Sign("unrecognized option", MISUSED),
            new Sign("option not found", MISUSED),
            new Sign("error while loading shared libraries", MISUSED),
            new Sign("certificate verify failed", CERTIFICATE),
            new Sign("ssl routines::", NOT_TLS),
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
            new Sign("moov atom not found", DAMAGED),
            new Sign("not yet implemented in ffmpeg", DAMAGED),
            new Sign("cannot allocate memory", DAMAGED),
            new Sign("incorrect codec parameters", DAMAGED),
            new Sign("invalid data found", INVALID_DATA));

    /** Too vague to mean anything unless the run failed. */
    private static final List<Sign> VAGUE_SIGNS =
            List.of(new Sign(": end of file", UNREACHABLE), new Sign("input/output error", UNREACHABLE));

    static FfmpegOutcome of(int exitCode, String stderr) {
        if (CRASHES.contains(exitCode)) {
            return CRASHED;
        }
        String complaint = stderr.toLowerCase(Locale.ROOT);
        FfmpegOutcome said = first(SIGNS, complaint).orElse(FINISHED);
        if (exitCode == 0) {
            return said.isConcealed() ? FINISHED : said;
        }
        return said == FINISHED ? first(VAGUE_SIGNS, complaint).orElse(FAILED) : said;
    }

    private static Optional<FfmpegOutcome> first(List<Sign> signs, String complaint) {
        return signs.stream()
                .filter(sign -> complaint.contains(sign.words()))
                .map(Sign::outcome)
                .findFirst();
    }

    /** Returns whether ffmpeg reports the damage but conceals it, as with a broken packet or a lost segment. */
    private boolean isConcealed() {
        return switch (this) {
            case INVALID_DATA, DAMAGED, MISUSED, CERTIFICATE, NOT_TLS -> true;
            default -> false;
        };
    }
}
