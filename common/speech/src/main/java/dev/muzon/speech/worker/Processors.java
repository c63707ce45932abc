package dev.muzon.speech.worker;

import static dev.muzon.speech.worker.NativeLibrary.INT;
import static dev.muzon.speech.worker.NativeLibrary.LONG;
import static dev.muzon.speech.worker.NativeLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The processors on which a thread may run. */
final class Processors {
    /** A bit for each processor, more than any machine has. */
    private static final long MASK_BYTES = 1024;

    private static final int THIS_THREAD = 0;

    private Processors() {}

    /**
     * Keeps this thread, and all that it starts from now on, to so many processors. GigaAM's threads are as many as the
     * machine has processors, whatever transcribe.cpp is told. Where the system refuses, nothing changes.
     */
    static void keepTo(int count) {
        NativeLibrary c = NativeLibrary.ofC();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES);
            int known = c.function("sched_getaffinity", INT, INT, LONG, POINTER).number(THIS_THREAD, MASK_BYTES, mask);
            if (known == 0) {
                keep(mask, count);
                c.function("sched_setaffinity", INT, INT, LONG, POINTER).number(THIS_THREAD, MASK_BYTES, mask);
            }
        }
    }

    private static void keep(MemorySegment mask, int count) {
        int left = count;
        for (long i = 0; i < MASK_BYTES; i++) {
            int kept = 0;
            for (int bit = 1; bit < 1 << Byte.SIZE; bit <<= 1) {
                if (left > 0 && (mask.get(ValueLayout.JAVA_BYTE, i) & bit) != 0) {
                    kept |= bit;
                    left--;
                }
            }
            mask.set(ValueLayout.JAVA_BYTE, i, (byte) kept);
        }
    }
}
