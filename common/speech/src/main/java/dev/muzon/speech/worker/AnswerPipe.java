package dev.muzon.speech.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The pipe to the service. Native code that prints to stdout prints to stderr from now on. */
final class AnswerPipe {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final NativeLibrary.Function write;
    private final int pipe;

    AnswerPipe() {
        NativeLibrary c = NativeLibrary.ofC();
        write = c.function("write", NativeLibrary.LONG, NativeLibrary.INT, NativeLibrary.POINTER, NativeLibrary.LONG);
        pipe = c.function("dup", NativeLibrary.INT, NativeLibrary.INT).number(STDOUT);
        c.function("dup2", NativeLibrary.INT, NativeLibrary.INT, NativeLibrary.INT)
                .number(STDERR, STDOUT);
    }

    /** The content of an answer. */
    @FunctionalInterface
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    /** Sends one answer as a whole. */
    synchronized void send(int id, byte status, Content content) throws IOException {
        var inner = new ByteArrayOutputStream();
        content.write(new DataOutputStream(inner));
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(id);
        out.writeByte(status);
        out.writeInt(inner.size());
        out.write(inner.toByteArray());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment left = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes.toByteArray());
            while (left.byteSize() > 0) {
                long written = (long) write.call(pipe, left, left.byteSize());
                if (written <= 0) {
                    throw new IOException("the service does not listen any more");
                }
                left = left.asSlice(written);
            }
        }
    }
}
