package dev.muzon.standalone.doctor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Checks of the native libraries: they are there, with everything they need. */
public final class NativeChecks {
    private static final long LIMIT_SECONDS = 20;

    private NativeChecks() {}

    /**
     * Lists the checks.
     *
     * @param npm the source of a missing library that npm carries
     */
    public static Stream<Check> all(Path ntgcalls, Path tdjson, String npm) {
        return Stream.of(
                () -> library("ntgcalls (voice calls)", ntgcalls, npm),
                () -> library("libtdjson (assistant accounts)", tdjson, npm),
                () -> shared("libpulse.so.0", "the demo's voice-chat server", "apt-get install libpulse0"),
                () -> shared("libstdc++.so.6", "ntgcalls", "apt-get install libstdc++6"),
                NativeChecks::ffmpeg);
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

    private static Finding ffmpeg() throws InterruptedException {
        try {
            return Finding.well("ffmpeg on PATH: "
                    + run("ffmpeg", "-version").lines().findFirst().orElse("?"));
        } catch (IOException _) {
            return Finding.well("ffmpeg: the bundled one");
        }
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
