package dev.muzon.voice.ntgcalls;

import dev.muzon.voice.engineport.VoiceEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that makes and ends one call after the other and tells what that costs in memory. */
final class ManyCalls {
    private static final long CHAT = -1_000_000_000_001L;

    private ManyCalls() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int cycles = Integer.parseInt(arguments[0]);
        try (VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()))) {
            long threads = status("Threads:");
            cycle(engine, cycles / 10);
            awaitTeardown(threads);
            long before = status("VmRSS:");
            cycle(engine, cycles);
            awaitTeardown(threads);
            System.out.println("GROWTH " + (status("VmRSS:") - before) + " kB, from " + before + " kB");
        }
    }

    private static void cycle(VoiceEngine engine, int cycles) {
        for (int i = 0; i < cycles; i++) {
            engine.createCall(CHAT);
            engine.stop(CHAT);
        }
    }

    /** Stopping returns before everything is torn down: the library's threads tell when it is. */
    private static void awaitTeardown(long threads) throws IOException, InterruptedException {
        int allowance = 8; // the library's own pools, started by the first call
        while (status("Threads:") > threads + allowance) {
            Thread.sleep(Duration.ofMillis(50));
        }
        System.gc();
    }

    private static long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
