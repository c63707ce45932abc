package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Checks of yt-dlp and of what it needs. Without them links to YouTube and other sites do not play. */
public final class WebChecks {
    private static final long LIMIT_SECONDS = 20;
    /** The fix of a broken installation. One that is up to date is not installed again by itself. */
    private static final String AGAIN = "delete the folder deploy/ytdlp/installed, then ./muzon build";

    private static final String WITHOUT = ": links to YouTube and other sites do not play";

    private WebChecks() {}

    /**
     * Lists the checks.
     *
     * @param folder that {@code deploy/ytdlp/install.sh} fills
     * @param python the program that runs yt-dlp
     */
    public static Stream<Check> all(Path folder, Path python) {
        return Stream.of(() -> ytDlp(folder, python), () -> deno(folder));
    }

    /** Returns whether yt-dlp is in the folder that {@code deploy/ytdlp/install.sh} fills. */
    public static boolean installed(Path folder) {
        return Files.isDirectory(packages(folder).resolve("yt_dlp"));
    }

    private static Path packages(Path folder) {
        return folder.resolve("yt-dlp/usr/lib/python3/dist-packages");
    }

    private static Finding ytDlp(Path folder, Path python) throws InterruptedException {
        if (!Files.isExecutable(python)) {
            return Finding.warning(python + " is missing" + WITHOUT, "apt-get install python3, then ./muzon build");
        }
        if (!installed(folder)) {
            return Finding.warning(
                    "yt-dlp is not installed in " + folder + WITHOUT,
                    "run deploy/ytdlp/install.sh, which says what is missing");
        }
        String version =
                "import sys; sys.path.insert(0, sys.argv[1]); import yt_dlp; print(yt_dlp.version.__version__)";
        String said = run(List.of(
                python.toString(),
                "-I",
                "-S",
                "-B",
                "-c",
                version,
                packages(folder).toString()));
        return said.strip().matches("[0-9.]+")
                ? Finding.well("yt-dlp " + said.strip())
                : Finding.warning("yt-dlp does not run" + WITHOUT + ". " + said.strip(), AGAIN);
    }

    private static Finding deno(Path folder) throws InterruptedException {
        Path deno = folder.resolve("node_modules/@deno/linux-x64-glibc/deno");
        if (!Files.isExecutable(deno)) {
            return Finding.warning(
                    "deno is not installed: some videos of YouTube do not play",
                    "apt-get install npm, then ./muzon build");
        }
        String said = run(List.of(deno.toString(), "--version"));
        return said.startsWith("deno ")
                ? Finding.well(said.lines().findFirst().orElse("deno"))
                : Finding.warning("deno does not run: " + said.strip(), AGAIN);
    }

    private static String run(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
