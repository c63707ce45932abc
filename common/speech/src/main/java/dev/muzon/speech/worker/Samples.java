package dev.muzon.speech.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The conversion of 16-bit samples, little end first, to those between -1 and 1. */
final class Samples {
    static final int BYTES = 2;

    private static final float SCALE = 32768f;

    private Samples() {}

    static MemorySegment floats(byte[] pcm, Arena arena) {
        MemorySegment floats = arena.allocate(NativeLibrary.FLOAT, Math.max(1, pcm.length / BYTES));
        for (int i = 0; i < pcm.length / BYTES; i++) {
            floats.setAtIndex(NativeLibrary.FLOAT, i, (short) ((pcm[2 * i] & 0xff) | pcm[2 * i + 1] << 8) / SCALE);
        }
        return floats;
    }
}
