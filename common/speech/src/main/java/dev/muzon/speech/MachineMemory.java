package dev.muzon.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The memory of this machine and of processes, as the kernel counts it. */
final class MachineMemory {
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private MachineMemory() {}

    /** Returns the bytes that a new program may take, empty where the kernel does not say. */
    static OptionalLong available() {
        return kilobytes(Path.of("/proc/meminfo"), AVAILABLE);
    }

    /** Returns the bytes that a process and its descendants have in memory, empty where the kernel says nothing of them. */
    static OptionalLong resident(long pid) {
        long bytes = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> kilobytes(Path.of("/proc/" + process.pid() + "/status"), RESIDENT))
                .flatMapToLong(OptionalLong::stream)
                .sum();
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    private static OptionalLong kilobytes(Path file, Pattern what) {
        try {
            Matcher line = what.matcher(Files.readString(file));
            return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) << 10) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
