package dev.muzon.e2e.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** The kernel's numbers about the machine and its processes. */
final class Machine {
    /** The kernel's unit of CPU time, the same on every Linux that Java runs on. */
    private static final int TICKS_PER_SECOND = 100;

    private Machine() {}

    /** Returns the load average of the last minute. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Returns resident memory in MB. */
    static double residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    /** Returns the CPU time of the process itself so far, without its children's. */
    static Duration cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The name in parentheses may contain anything. The part after it starts with field 3.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Returns the CPU time so far of the descendants that live: a decoder is the child of its launcher. */
    static Duration cpuOfDescendants(long pid) throws IOException {
        Duration sum = Duration.ZERO;
        for (ProcessHandle child :
                ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
            try {
                sum = sum.plus(cpu(child.pid()));
            } catch (NoSuchFileException e) {
                // It has just ended.
            }
        }
        return sum;
    }
}
