package dev.muzon.ffmpeg;

/** One place where ffmpeg could have been, and why it does not work there. */
final class FfmpegUnavailable extends RuntimeException {
    FfmpegUnavailable(String reason) {
        super(reason, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
