package dev.muzon.ffmpeg;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ffmpeg that the system's package manager installed. */
final class SystemFfmpeg {
    /**
     * Debian 12's, the oldest that still gets repairs. Older ones than 4.4 lack options that we pass, such as
     * {@code -stats_period} and {@code -reconnect_on_network_error}.
     */
    static final String OLDEST = "5.1";

    private static final Pattern VERSION = Pattern.compile("n?(\\d{1,4})\\.(\\d{1,4}).*");

    private SystemFfmpeg() {}

    static Path directory() {
        return directory(System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
    }

    /** Returns whether a version is older than ours may be. Builds that carry no number are taken for new ones. */
    static boolean isTooOld(String version) {
        Matcher found = VERSION.matcher(version);
        Matcher oldest = VERSION.matcher(OLDEST);
        return found.matches() && oldest.matches() && number(found) < number(oldest);
    }

    private static int number(Matcher version) {
        return Integer.parseInt(version.group(1)) * 10_000 + Integer.parseInt(version.group(2));
    }

    static Path directory(String path) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(folder -> Files.isExecutable(folder.resolve("ffmpeg")))
                .filter(folder -> Files.isExecutable(folder.resolve("ffprobe")))
                .findFirst()
                .orElseThrow(() -> new FfmpegUnavailable("PATH has no ffmpeg with ffprobe (apt-get install ffmpeg)"));
    }
}
