package dev.muzon.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests with the real libraries, the real Silero weights and a generated Whisper model. */
@Timeout(300)
class LocalSpeechTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final byte[] SECOND = SpokenSound.silence(1);

    private final SpeechLibraries libraries = new SpeechLibraries(
            Path.of("../../deploy/speech/installed").toAbsolutePath().normalize());

    @TempDir
    Path folder;

    private LocalSpeech speech;

    @BeforeEach
    void needsTheLibraries() {
        assumeTrue(libraries.complete(), "deploy/speech/install.sh installs what this needs");
        speech = new LocalSpeech(libraries, null, 1, LONG);
    }

    @AfterEach
    void close() {
        if (speech != null) {
            speech.close();
        }
    }

    private void load(String... sentence) throws Exception {
        load(GeneratedModel.write(folder.resolve("model.bin"), GeneratedModel.Size.SMALLEST, sentence), LONG);
    }

    private void load(Path model, Duration idle) {
        speech.close();
        speech = new LocalSpeech(libraries, model, 1, idle);
    }

    @Test
    void eightSentencesAreEightStretchesOfSpeech() throws Exception {
        List<String> sentences = List.of(
                "The meeting is on Friday morning.",
                "Please bring the second report.",
                "We start at half past seven.",
                "My brother takes the early train.",
                "There is coffee in the kitchen.",
                "The weather will be fine again.",
                "Nobody has seen the blue umbrella.",
                "Call me when you have arrived.");
        int found = 0;
        for (int half = 0; half < 2; half++) {
            byte[] sound = SpokenSound.silence(0.7);
            for (String sentence : sentences.subList(4 * half, 4 * half + 4)) {
                sound = SpokenSound.together(sound, SpokenSound.say(sentence), SpokenSound.silence(0.7));
            }
            List<Span> spans = speech.find(sound);
            assertThat(spans)
                    .isSortedAccordingTo((a, b) -> a.from() - b.from())
                    .allMatch(span -> span.to() > span.from());
            assertThat(spans.getFirst().from()).isBetween(16_000 / 4, 16_000 * 3 / 2);
            found += spans.size();
        }
        assertThat(found).isEqualTo(8);
    }

    @Test
    void silenceAndNoiseAreNoSpeech() throws Exception {
        assertThat(speech.find(SpokenSound.silence(20))).isEmpty();
        assertThat(speech.find(SpokenSound.noise(20))).isEmpty();
    }

    @Test
    void aModelsWordsAndItsLanguageArrive() throws Exception {
        load("купи", "хлеба", "и", "молока");

        Heard heard = speech.recognise(SpokenSound.say("whatever"), "");

        assertThat(heard.words().strip()).isEqualTo("купи хлеба и молока");
        assertThat(heard.language()).isEqualTo("ru");
        assertThat(heard).hasToString("heard " + heard.words().length() + " characters");
    }

    @Test
    void speechIsFoundByTheChildThatHasAModel() throws Exception {
        load("one");
        assertThat(speech.find(SpokenSound.together(SpokenSound.say("Good morning."), SECOND)))
                .hasSize(1);
        long child = speech.pid().orElseThrow();
        speech.recognise(SECOND, "en");
        assertThat(speech.pid()).hasValue(child);
    }

    @Test
    void filesThatAreNoModelAreRefusedInWords() throws Exception {
        Path garbage = Files.write(folder.resolve("garbage.gguf"), new byte[5000]);
        Path whole = GeneratedModel.write(folder.resolve("whole.bin"), GeneratedModel.Size.SMALLEST, "one");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.bin"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        for (Path model : List.of(garbage, cut, libraries.folder().resolve("silero_vad_v5.onnx"))) {
            load(model, LONG);
            assertThatThrownBy(() -> speech.recognise(SECOND, ""))
                    .isInstanceOfSatisfying(
                            SpeechException.class, e -> assertThat(e.kind()).isEqualTo(SpeechException.Kind.UNUSABLE))
                    .hasMessageContaining(model.getFileName().toString())
                    .hasMessageContaining("transcribe.cpp does not take it");
        }
    }

    @Test
    void aModelThatIsMissingIsNamed() {
        load(folder.resolve("none.gguf"), LONG);
        assertThatThrownBy(() -> speech.recognise(SECOND, "")).hasMessageContaining("none.gguf is not there");
    }

    @Test
    void librariesThatAreMissingAreNamedWithTheFix() {
        try (var without = new LocalSpeech(new SpeechLibraries(folder), null, 1, LONG)) {
            assertThatThrownBy(() -> without.find(SECOND))
                    .hasMessageContaining("libtranscribe.so is not in")
                    .hasMessageContaining("./muzon models install");
        }
    }

    @Test
    void aChildThatIsKilledTwentyTimesInAPieceLosesNoPiece() throws Exception {
        load(GeneratedModel.write(folder.resolve("tiny.bin"), GeneratedModel.Size.TINY, "still", "here"), LONG);
        byte[] sound = SpokenSound.say("This piece is read again each time.");
        speech.recognise(sound, "en");
        for (int kill = 1; kill <= 20; kill++) {
            ProcessHandle launcher =
                    ProcessHandle.of(speech.pid().orElseThrow()).orElseThrow();
            ProcessHandle jvm = launcher.children().findFirst().orElseThrow();
            CompletableFuture<Heard> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    return speech.recognise(sound, "en");
                } catch (SpeechException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            CompletableFuture.delayedExecutor(60, TimeUnit.MILLISECONDS).execute(jvm::destroyForcibly);
            assertThat(heard.get(60, TimeUnit.SECONDS).words()).endsWith("still here");
            // The next round needs a child that answers, whichever of the two it is.
            speech.recognise(SECOND, "en");
        }
    }

    @Test
    void aChildThatNobodyAsksEnds() throws Exception {
        load(
                GeneratedModel.write(folder.resolve("model.bin"), GeneratedModel.Size.SMALLEST, "one"),
                Duration.ofMillis(300));
        speech.recognise(SECOND, "");
        ProcessHandle child = ProcessHandle.of(speech.pid().orElseThrow()).orElseThrow();

        Awaitility.await().until(() -> speech.pid().isEmpty());
        child.onExit().orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(speech.recognise(SECOND, "").words().strip()).isEqualTo("one");
    }

    @Test
    void theChildIsBoundedAndInheritsNoVariables() throws Exception {
        load("one");
        speech.recognise(SECOND, "");
        ProcessHandle jvm = ProcessHandle.of(speech.pid().orElseThrow())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
        String limits = Files.readString(Path.of("/proc/" + jvm.pid() + "/limits"));
        assertThat(limits).containsPattern("Max data size +\\d+ ").containsPattern("Max file size +0 ");
        assertThat(Files.readString(Path.of("/proc/" + jvm.pid() + "/environ"))).doesNotContain("PATH=", "HOME=");
    }
}
