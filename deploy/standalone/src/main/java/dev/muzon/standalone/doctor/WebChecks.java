package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks of yt-dlp and of what it needs. Without them links to YouTube and other sites do not play. */
public final class WebChecks {
    private static final long LIMIT_SECONDS = 20;
    /** The fix of a broken installation. One that is up to date is not installed again by itself. */
    private static final String AGAIN = "delete the folder deploy/ytdlp/installed, then ./muzon build";

    private static final String COOKIES = "MUZON_YTDLP_COOKIES";
    private static final Pattern HEAD = Pattern.compile("#(?: Netscape)? HTTP Cookie File\\b.*");

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

    /**
     * Lists the checks of the files of cookies: one for each.
     *
     * @param place a file or a folder, as the setting names it. Empty for none
     */
    public static Stream<Check> cookies(String place) {
        if (place.isBlank()) {
            return Stream.empty();
        }
        Path named = Path.of(place);
        if (!Files.isDirectory(named)) {
            return Stream.of(() -> cookies(named));
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(named)) {
            files = all.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return Stream.of(() -> Finding.warning(COOKIES + " cannot be read: " + e, "let its user read the folder"));
        }
        return files.isEmpty()
                ? Stream.of(() -> Finding.warning(
                        COOKIES + " names a folder without a file that ends in .txt", "put the files of cookies there"))
                : files.stream().map(file -> () -> cookies(file));
    }

    private static Finding cookies(Path file) {
        try {
            if (!HEAD.matcher(Files.readString(file).lines().findFirst().orElse(""))
                    .matches()) {
                return Finding.warning(
                        "cookies in " + file + " are not in Netscape's form",
                        "export them again as cookies.txt, whose first line is # Netscape HTTP Cookie File");
            }
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                    ? Finding.warning("everybody on this machine may read the cookies in " + file, "chmod 600 " + file)
                    : Finding.well("cookies in " + file);
        } catch (IOException e) {
            return Finding.warning(
                    COOKIES + " cannot be read: " + e, "name a file of cookies, or a folder of such files");
        }
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
