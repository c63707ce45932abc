package dev.muzon.speech.worker;

import static dev.muzon.speech.worker.NativeLibrary.FLOAT;
import static dev.muzon.speech.worker.NativeLibrary.INT;
import static dev.muzon.speech.worker.NativeLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Silero model that finds speech, run by the sherpa-onnx of the folder. One thread uses it. */
final class SileroLibrary {
    private static final int RATE = 16_000;
    /** Samples of one step of the model. */
    private static final int WINDOW = 512;

    // struct SherpaOnnxVadModelConfig of version 1.13.8, whose fields this class leaves at zero where it names none.
    private static final long CONFIG_SIZE = 88;
    private static final long THRESHOLD = 8;
    private static final long LEAST_SILENCE = 12;
    private static final long LEAST_SPEECH = 16;
    private static final long WINDOW_SIZE = 20;
    private static final long MOST_SPEECH = 24;
    private static final long SAMPLE_RATE = 32;
    private static final long THREADS = 36;
    private static final long PROVIDER = 40;

    // struct SherpaOnnxSpeechSegment
    private static final long SEGMENT_SIZE = 24;
    private static final long SEGMENT_SAMPLES = 16;

    private static final float BUFFER_SECONDS = 60;

    private final NativeLibrary.Function accept;
    private final NativeLibrary.Function flush;
    private final NativeLibrary.Function reset;
    private final NativeLibrary.Function empty;
    private final NativeLibrary.Function front;
    private final NativeLibrary.Function forget;
    private final NativeLibrary.Function pop;
    private final MemorySegment detector;

    /** A stretch of speech in samples, the end excluded. */
    record Span(int from, int to) {}

    SileroLibrary(Path folder) throws WorkerException {
        var library = new NativeLibrary(folder.resolve("libsherpa-onnx-c-api.so"));
        String prefix = "SherpaOnnxVoiceActivityDetector";
        accept = library.procedure(prefix + "AcceptWaveform", POINTER, POINTER, INT);
        flush = library.procedure(prefix + "Flush", POINTER);
        reset = library.procedure(prefix + "Reset", POINTER);
        empty = library.function(prefix + "Empty", INT, POINTER);
        front = library.function(prefix + "Front", POINTER, POINTER);
        pop = library.procedure(prefix + "Pop", POINTER);
        forget = library.procedure("SherpaOnnxDestroySpeechSegment", POINTER);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment settings = arena.allocate(CONFIG_SIZE, 8);
            settings.set(
                    ValueLayout.ADDRESS,
                    0,
                    arena.allocateFrom(folder.resolve("silero_vad_v5.onnx").toString()));
            settings.set(FLOAT, THRESHOLD, 0.5f);
            settings.set(FLOAT, LEAST_SILENCE, 0.25f);
            settings.set(FLOAT, LEAST_SPEECH, 0.25f);
            settings.set(INT, WINDOW_SIZE, WINDOW);
            settings.set(FLOAT, MOST_SPEECH, 20f);
            settings.set(INT, SAMPLE_RATE, RATE);
            settings.set(INT, THREADS, 1);
            settings.set(ValueLayout.ADDRESS, PROVIDER, arena.allocateFrom("cpu"));
            detector = library.function("SherpaOnnxCreateVoiceActivityDetector", POINTER, POINTER, FLOAT)
                    .pointer(settings, BUFFER_SECONDS);
        }
        if (detector.equals(MemorySegment.NULL)) {
            throw new WorkerException("sherpa-onnx does not take silero_vad_v5.onnx");
        }
    }

    /** Returns the stretches of speech in their order. Whole windows are fed, so that nothing is kept for the next call. */
    List<Span> find(byte[] pcm) {
        List<Span> spans = new ArrayList<>();
        int samples = pcm.length / Samples.BYTES;
        try (Arena arena = Arena.ofConfined()) {
            byte[] padded = java.util.Arrays.copyOf(pcm, Math.ceilDiv(samples, WINDOW) * WINDOW * Samples.BYTES);
            MemorySegment floats = Samples.floats(padded, arena);
            reset.call(detector);
            for (int at = 0; at < padded.length / Samples.BYTES; at += WINDOW) {
                accept.call(detector, floats.asSlice((long) at * Float.BYTES), WINDOW);
                take(spans, samples);
            }
            flush.call(detector);
            take(spans, samples);
        }
        return spans;
    }

    private void take(List<Span> spans, int samples) {
        while (empty.number(detector) == 0) {
            MemorySegment segment = front.pointer(detector).reinterpret(SEGMENT_SIZE);
            int from = Math.max(0, segment.get(INT, 0));
            int to = Math.min(samples, from + segment.get(INT, SEGMENT_SAMPLES));
            forget.call(segment);
            pop.call(detector);
            if (to > from) {
                spans.add(new Span(from, to));
            }
        }
    }
}
