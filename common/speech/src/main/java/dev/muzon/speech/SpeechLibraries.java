package dev.muzon.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of native libraries that {@code deploy/speech/install.sh} fills. */
public record SpeechLibraries(Path folder) {
    private static final List<String> FILES = List.of(
            "libtranscribe.so",
            "libggml.so",
            "libggml-base.so",
            "libsherpa-onnx-c-api.so",
            "libonnxruntime.so",
            "silero_vad_v5.onnx");

    /** Returns whether all that is needed is there. */
    public boolean complete() {
        return missing().isEmpty();
    }

    /** Returns the names of files that are not there. */
    public List<String> missing() {
        return FILES.stream()
                .filter(name -> !Files.isReadable(folder.resolve(name)))
                .toList();
    }
}
