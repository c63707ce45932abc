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
            case FINISHED -> throw new IllegalStateException("ffmpeg finished without a failure");
            case TRUNCATED -> Failure.passing(FailureCode.SOURCE_TRUNCATED, detail());
            case NOT_FOUND -> Failure.user(FailureCode.SOURCE_NOT_FOUND, detail());
            case FORBIDDEN -> Failure.user(FailureCode.SOURCE_FORBIDDEN, detail());
            case HTTP_ERROR, UNREACHABLE -> Failure.passing(FailureCode.SOURCE_UNAVAILABLE, detail());
            case TIMEOUT -> Failure.passing(FailureCode.SOURCE_TIMEOUT, detail());
            case CERTIFICATE -> Failure.user(FailureCode.SOURCE_CERTIFICATE, detail());
            case NOT_TLS -> Failure.user(FailureCode.SOURCE_NOT_HTTP, detail());
            case DAMAGED -> Failure.user(FailureCode.TRACK_DAMAGED, detail());
            case INVALID_DATA, NO_AUDIO -> Failure.user(FailureCode.NOT_AUDIO, detail());
            case NOT_ALLOWED -> Failure.user(FailureCode.URL_UNSUPPORTED, detail());
            case KILLED -> Failure.passing(FailureCode.SOURCE_UNAVAILABLE, detail());
            case CRASHED -> Failure.passing(FailureCode.SOURCE_TRUNCATED, detail());
            case MISUSED -> new Failure.Critical(FailureCode.INTERNAL, detail());
            case FAILED -> Failure.passing(FailureCode.INTERNAL, detail());
        };
    }

    private String detail() {
        return "ffmpeg: " + outcome + " (" + code + ") " + stderr.strip();
    }
}
