package dev.muzon.speech.worker;

import static dev.muzon.speech.worker.NativeLibrary.INT;
import static dev.muzon.speech.worker.NativeLibrary.LONG;
import static dev.muzon.speech.worker.NativeLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** The transcribe.cpp of the folder, with one model in memory. One thread uses it. */
final class TranscribeLibrary {
    private static final int OK = 0;
    private static final int NO_SUCH_LANGUAGE = 10;
    private static final int CUT_OFF = 18;
    private static final int CPU = 1;

    // struct transcribe_model_load_params, transcribe_session_params and transcribe_run_params of version 0.2.3.
    private static final int LOAD = 0;
    private static final int SESSION = 1;
    private static final int RUN = 2;
    private static final long[] SIZES = {24, 24, 72};
    private static final long BACKEND = 8;
    private static final long THREADS = 8;
    private static final long LANGUAGE = 32;

    private final NativeLibrary library;
    private final NativeLibrary.Function run;
    private final NativeLibrary.Function words;
    private final NativeLibrary.Function language;
    private final NativeLibrary.Function why;
    private final MemorySegment session;

    /** The result of some speech. */
    record Heard(String words, String language) {}

    /**
     * Loads a model.
     *
     * @throws WorkerException when the library or the model is not what it should be
     */
    TranscribeLibrary(Path folder, String model, int threads) throws WorkerException {
        library = new NativeLibrary(folder.resolve("libtranscribe.so"));
        checkLayout();
        why = library.function("transcribe_status_string", POINTER, INT);
        run = library.function("transcribe_run", INT, POINTER, POINTER, INT, POINTER);
        words = library.function("transcribe_full_text", POINTER, POINTER);
        language = library.function("transcribe_detected_language", POINTER, POINTER);
        try (Arena arena = Arena.ofConfined()) {
            int found = library.function("transcribe_init_backends", INT, POINTER)
                    .number(arena.allocateFrom(folder.toString()));
            if (found != OK) {
                throw new WorkerException("no part of transcribe.cpp fits this processor: " + reason(found));
            }
            session = open(arena, model, threads);
        }
    }

    /** Refuses a library whose structures are not those that this class writes. */
    private void checkLayout() throws WorkerException {
        NativeLibrary.Function size = library.function("transcribe_abi_struct_size", LONG, INT);
        for (int which : new int[] {LOAD, SESSION, RUN}) {
            long found = (long) size.call(which);
            if (found != SIZES[which]) {
                throw new WorkerException("this libtranscribe.so is of another version: structure " + which + " has "
                        + found + " bytes, not " + SIZES[which]);
            }
        }
    }

    private MemorySegment open(Arena arena, String model, int threads) throws WorkerException {
        MemorySegment load = structure(arena, "transcribe_model_load_params_init", LOAD);
        load.set(INT, BACKEND, CPU);
        MemorySegment settings = structure(arena, "transcribe_session_params_init", SESSION);
        settings.set(INT, THREADS, threads);
        MemorySegment opened = arena.allocate(ValueLayout.ADDRESS);
        int status = library.function("transcribe_open", INT, POINTER, POINTER, POINTER, POINTER)
                .number(arena.allocateFrom(model), load, settings, opened);
        if (status != OK) {
            throw new WorkerException("transcribe.cpp does not take it: " + reason(status));
        }
        return opened.get(ValueLayout.ADDRESS, 0);
    }

    private MemorySegment structure(Arena arena, String init, int which) {
        MemorySegment structure = arena.allocate(SIZES[which], 8);
        library.procedure(init, POINTER).call(structure);
        return structure;
    }

    /**
     * Recognises speech.
     *
     * @param tongue a code of two letters, empty to let the model find out. A model that does not know it finds out, too
     */
    Heard recognise(byte[] pcm, String tongue) throws WorkerException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment samples = Samples.floats(pcm, arena);
            MemorySegment settings = structure(arena, "transcribe_run_params_init", RUN);
            settings.set(
                    ValueLayout.ADDRESS, LANGUAGE, tongue.isEmpty() ? MemorySegment.NULL : arena.allocateFrom(tongue));
            int status = run.number(session, samples, pcm.length / Samples.BYTES, settings);
            if (status == NO_SUCH_LANGUAGE) {
                settings.set(ValueLayout.ADDRESS, LANGUAGE, MemorySegment.NULL);
                status = run.number(session, samples, pcm.length / Samples.BYTES, settings);
            }
            if (status != OK && status != CUT_OFF) {
                throw new WorkerException("transcribe.cpp refused this speech: " + reason(status));
            }
            return new Heard(words.text(session), language.text(session));
        }
    }

    private String reason(int status) {
        return why.text(status) + " (" + status + ")";
    }
}
