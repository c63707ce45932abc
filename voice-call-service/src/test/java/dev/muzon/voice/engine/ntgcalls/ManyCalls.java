package dev.muzon.voice.engine.ntgcalls;

import com.sun.management.OperatingSystemMXBean;
import dev.muzon.voice.engine.VoiceEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that makes and ends one call after the other and prints what that costs in memory. */
final class ManyCalls {
    private static final long CHAT = -1_000_000_000_001L;

    /** Calls that may wait for their teardown at the same time. */
    private static final int BATCH = 100;

    private ManyCalls() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int cycles = Integer.parseInt(arguments[0]);
        try (VoiceEngine engine = NtgcallsVoiceEngine.open(NtgcallsPaths.from(System.getenv()), e -> {})) {
            cycle(engine, BATCH);
            long before = residentKilobytes();
            for (int done = 0; done < cycles; done += BATCH) {
                cycle(engine, BATCH);
            }
            System.out.println("GROWTH " + (residentKilobytes() - before) + " kB, from " + before + " kB");
        }
    }

    private static void cycle(VoiceEngine engine, int cycles) throws InterruptedException {
        for (int i = 0; i < cycles; i++) {
            engine.createCall(CHAT);
            engine.stop(CHAT);
        }
        awaitTeardown();
    }

    /**
     * Waits until the library has torn down the stopped calls. It does so one by one at some 15 ms each, after stopping
     * returned. It has no work left once this process needs no processor time.
     */
    private static void awaitTeardown() throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long idle = Duration.ofMillis(10).toNanos();
        long before;
        do {
            before = system.getProcessCpuTime();
            Thread.sleep(Duration.ofMillis(500));
        } while (system.getProcessCpuTime() - before > idle);
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
