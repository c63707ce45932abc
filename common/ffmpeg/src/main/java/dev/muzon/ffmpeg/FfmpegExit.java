package dev.muzon.ffmpeg;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;

/**
 * The end of a run.
 *
 * @param code the exit code, {@code 128 + n} for signal n
 * @param stderr the last few kilobytes of what the program said. It may name URLs, so it is for logs only
 */
public record FfmpegExit(FfmpegOutcome outcome, int code, String stderr) {
    /** Says the same in the words of the protocol. Only for outcomes that are failures. */
    public Failure failure() {
        return switch (outcome) {
            case FINISHED -> throw new IllegalStateException("ffmpeg finished: no failure");
            case TRUNCATED -> Failure.of(FailureCode.SOURCE_TRUNCATED, detail());
            case NOT_FOUND -> Failure.of(FailureCode.SOURCE_NOT_FOUND, detail());
            case FORBIDDEN -> Failure.of(FailureCode.SOURCE_FORBIDDEN, detail());
            case HTTP_ERROR, UNREACHABLE -> Failure.of(FailureCode.SOURCE_UNAVAILABLE, detail());
            case TIMEOUT -> Failure.of(FailureCode.SOURCE_TIMEOUT, detail());
            case CERTIFICATE -> Failure.of(FailureCode.SOURCE_CERTIFICATE, detail());
            case NOT_TLS -> Failure.of(FailureCode.SOURCE_NOT_HTTP, detail());
            case DAMAGED -> Failure.of(FailureCode.TRACK_DAMAGED, detail());
            case INVALID_DATA, NO_AUDIO -> Failure.of(FailureCode.NOT_AUDIO, detail());
            case NOT_ALLOWED -> Failure.of(FailureCode.URL_UNSUPPORTED, detail());
            case KILLED -> Failure.of(FailureCode.SOURCE_UNAVAILABLE, detail());
            case CRASHED -> Failure.of(FailureCode.SOURCE_TRUNCATED, detail());
            case MISUSED -> Failure.of(FailureCode.INTERNAL, detail());
            case FAILED -> Failure.of(FailureCode.INTERNAL_TRANSIENT, detail());
        };
    }

    private String detail() {
        return "ffmpeg: " + outcome + " (" + code + ") " + stderr.strip();
    }
}
