package dev.muzon.ffmpeg;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The ffmpeg that the system's package manager installed. */
final class SystemFfmpeg {
    private SystemFfmpeg() {}

    static Path directory() {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(folder -> Files.isExecutable(folder.resolve("ffmpeg")))
                .filter(folder -> Files.isExecutable(folder.resolve("ffprobe")))
                .findFirst()
                .orElseThrow(() -> new FfmpegUnavailable("PATH has no ffmpeg with ffprobe (apt-get install ffmpeg)"));
    }
}
