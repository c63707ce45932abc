package dev.muzon.speech;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A published model that the local recogniser knows by name. Size and SHA-256 are those of the pinned revision, so no other file
 * is ever taken for it.
 *
 * @param memory megabytes that its child uses at most
 */
public record SpeechModel(
        String name, String languages, String licence, long bytes, int memory, String sha256, URI source) {
    /** Reads 25 European languages, Russian and English among them, with punctuation. */
    public static final String STANDARD = "parakeet";

    public static final List<SpeechModel> ALL = List.of(
            of(
                    STANDARD,
                    "25 European, Russian too",
                    "CC-BY-4.0, NVIDIA",
                    739_508_576,
                    1300,
                    "5859f77944efcd8eafa23a6350731960b2b55b2203df51f319665c807d802cc7",
                    "parakeet-tdt-0.6b-v3-gguf",
                    "85ac09ea12fc4b1112fa76810059364bc6adc9de",
                    "parakeet-tdt-0.6b-v3-Q8_0.gguf"),
            of(
                    "gigaam",
                    "Russian only",
                    "MIT",
                    272_151_136,
                    500,
                    "9ccce4750dc813a493d96ca15ee251712bedec15ac9a02fa3d2bd732f08ae5eb",
                    "gigaam-v3-e2e-ctc-gguf",
                    "075dff81f843cf23d22b4ce943ffdc4dd8650cd7",
                    "gigaam-v3-e2e-ctc-Q8_0.gguf"),
            of(
                    "whisper-tiny",
                    "99, poor in most",
                    "Apache-2.0",
                    45_981_088,
                    250,
                    "325b9c7997cd1eff81ef709d55766565e71be696130cc3a3d444713798706834",
                    "whisper-tiny-gguf",
                    "6687f30c99641ee265df421e582354adbc8848fc",
                    "whisper-tiny-Q8_0.gguf"),
            of(
                    "whisper-base",
                    "99, poor in many",
                    "Apache-2.0",
                    84_962_880,
                    300,
                    "81c069428bc8a24551a8169cf31cf09bcfd9d4cf50389ae281323c9aa9648c81",
                    "whisper-base-gguf",
                    "e0f69524f648720eca44c024d1d0dbb7027d1fa0",
                    "whisper-base-Q8_0.gguf"),
            of(
                    "whisper-small",
                    "99",
                    "Apache-2.0",
                    269_751_136,
                    600,
                    "9b9c8811bbcc82a7766f0fb0925614bdacb0923b2cc630daeac17108b655b860",
                    "whisper-small-gguf",
                    "c0214bd34be9296695486f838e0142f900803159",
                    "whisper-small-Q8_0.gguf"),
            of(
                    "whisper-medium",
                    "99, slow",
                    "Apache-2.0",
                    582_746_048,
                    1000,
                    "4e2a8904a866b3aa7ef70d7640ec6abc5f0a05524cd950ea4b66ace12122bf53",
                    "whisper-medium-gguf",
                    "ec78f06fded51aa82cde751678b78f76f78c8b7f",
                    "whisper-medium-Q5_K_M.gguf"),
            of(
                    "whisper-turbo",
                    "99, slower than speech on two processors",
                    "Apache-2.0",
                    886_381_760,
                    1200,
                    "b2e30cc286bc9f3aba4db9099fc7403543497c05ce7100d0d83091ddfd25a183",
                    "whisper-large-v3-turbo-gguf",
                    "5eaf945c7978e564bae5b28a5b1639dd93c2bfb1",
                    "whisper-large-v3-turbo-Q8_0.gguf"));

    private static SpeechModel of(
            String name,
            String languages,
            String licence,
            long bytes,
            int memory,
            String sha256,
            String repository,
            String revision,
            String file) {
        String source = "https://huggingface.co/handy-computer/%s/resolve/%s/%s".formatted(repository, revision, file);
        return new SpeechModel(name, languages, licence, bytes, memory, sha256, URI.create(source));
    }

    public static Optional<SpeechModel> named(String name) {
        return ALL.stream().filter(model -> model.name.equalsIgnoreCase(name)).findFirst();
    }

    /** Returns the name of its file. */
    public String file() {
        String path = source.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
