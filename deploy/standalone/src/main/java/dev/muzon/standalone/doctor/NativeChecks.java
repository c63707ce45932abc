package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Checks of the native libraries: they are there, with everything they need. */
public final class NativeChecks {
    private static final long LIMIT_SECONDS = 20;

    /** The jar of the bundled build, {@code ffmpeg-8.0.1-1.5.13-linux-x86_64.jar} for example. */
    private static final Pattern BUNDLED = Pattern.compile("lib/ffmpeg-([0-9.]+)-[^/]*linux-x86_64[^/]*\\.jar$");

    private static final Pattern VERSION = Pattern.compile("^ffmpeg version n?(\\d{1,4})\\.(\\d{1,4})");
    private static final int OLDEST = 5;
    private static final int OLDEST_MINOR = 1;

    private NativeChecks() {}

    /**
     * The ffmpeg that the services take.
     *
     * @param folder the operator's own, empty for the bundled one
     * @param place where the operator names the folder
     * @param extractor the jar of extractor-service, which holds the bundled one
     */
    public record FfmpegChoice(String folder, String place, Path extractor) {}

    /**
     * Lists the checks.
     *
     * @param npm the source of a missing library that npm carries
     */
    public static Stream<Check> all(Path ntgcalls, Path tdjson, String npm, FfmpegChoice ffmpeg) {
        return Stream.of(
                () -> library("ntgcalls (voice calls)", ntgcalls, npm),
                () -> library("libtdjson (assistant accounts)", tdjson, npm),
                () -> shared("libpulse.so.0", "the demo's voice-chat server", "apt-get install libpulse0"),
                () -> shared("libstdc++.so.6", "ntgcalls", "apt-get install libstdc++6"),
                () -> ffmpeg(ffmpeg));
    }

    /** Asks the dynamic linker about a library. Loading it here could end this process. */
    private static Finding library(String name, Path file, String fix) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            return Finding.broken(name + " is missing: " + file, fix);
        }
        try {
            List<String> missing = run("ldd", file.toString())
                    .lines()
                    .filter(line -> line.contains("not found"))
                    .map(String::strip)
                    .toList();
            return missing.isEmpty()
                    ? Finding.well(name)
                    : Finding.broken(name + " lacks " + missing, "install the packages that hold these libraries");
        } catch (IOException e) {
            return Finding.warning(
                    name + " is there, but ldd cannot look at it: " + e.getMessage(), "install libc-bin");
        }
    }

    private static Finding shared(String soname, String user, String fix) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(soname, arena);
            return Finding.well(soname + " (" + user + ")");
        } catch (IllegalArgumentException _) {
            return Finding.broken(soname + " is missing, " + user + " needs it", fix);
        }
    }

    /** Looks at the ffmpeg that the services take, see {@code Ffmpeg.locate}. */
    private static Finding ffmpeg(FfmpegChoice choice) throws InterruptedException {
        if (!choice.folder().isBlank()) {
            return ffmpeg(
                    Path.of(choice.folder()), "correct " + choice.place() + ", or delete it for the bundled build");
        }
        Path jar = choice.extractor();
        try (var files = new ZipFile(jar.toFile())) {
            return files.stream()
                    .map(entry -> BUNDLED.matcher(entry.getName()))
                    .filter(Matcher::find)
                    .findFirst()
                    .map(found -> Finding.well("ffmpeg " + found.group(1) + ", the bundled build"))
                    .orElseGet(() -> Finding.broken("no bundled ffmpeg in " + jar, "run ./muzon build"));
        } catch (IOException e) {
            return Finding.broken(jar + " cannot be read: " + e.getMessage(), "run ./muzon build");
        }
    }

    private static Finding ffmpeg(Path folder, String fix) throws InterruptedException {
        Path program = folder.resolve("ffmpeg");
        try {
            String first =
                    run(program.toString(), "-version").lines().findFirst().orElse("");
            if (!first.startsWith("ffmpeg version")) {
                return Finding.broken(program + " does not run: " + first, fix);
            }
            String found = first.replaceFirst(" Copyright.*", "") + ", from " + folder;
            return isTooOld(first) ? Finding.broken(found + ", is older than 5.1", fix) : Finding.well(found);
        } catch (IOException e) {
            return Finding.broken(program + " does not run: " + e.getMessage(), fix);
        }
    }

    /** Returns whether the services refuse this version, see {@code SystemFfmpeg.OLDEST}. */
    private static boolean isTooOld(String words) {
        Matcher version = VERSION.matcher(words);
        return version.find()
                && (Integer.parseInt(version.group(1)) < OLDEST
                        || (Integer.parseInt(version.group(1)) == OLDEST
                                && Integer.parseInt(version.group(2)) < OLDEST_MINOR));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return output;
    }
}
