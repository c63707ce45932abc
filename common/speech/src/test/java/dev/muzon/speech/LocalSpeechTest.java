package dev.muzon.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.testkit.audio.GeneratedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests with the real libraries, the real Silero weights and a generated Whisper model. */
@Timeout(300)
class LocalSpeechTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final byte[] SECOND = SpokenSound.silence(1);
    private static final byte[] FIVE_SECONDS = SpokenSound.silence(5);

    /** One and its repetitions: a child takes seconds to start where other tests run. Promised are 20. */
    private static final int KILLS = Integer.getInteger("muzon.test.kills", 5);

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
    void theMemoryOfTheChildIsKnownWhileItLivesAndWithinItsBound() throws Exception {
        assertThat(speech.residentMemory()).isEmpty();
        load("one");
        speech.recognise(FIVE_SECONDS, "");

        long most = LocalSpeech.most(Files.size(folder.resolve("model.bin")));
        assertThat(speech.residentMemory().orElseThrow()).isBetween(30L << 20, most);

        ProcessHandle jvm = jvm();
        send("KILL", jvm);
        Awaitility.await()
                .untilAsserted(() -> assertThat(speech.residentMemory()).isEmpty());
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

    /** Kills by number, not by time. Each kill comes once the question has been sent. */
    @Test
    @Tag("promised")
    @Timeout(1200)
    void aChildThatIsKilledInAPieceLosesNoPiece() throws Exception {
        load("still", "here");
        for (int kill = 1; kill <= KILLS; kill++) {
            speech.recognise(SECOND, "");
            CompletableFuture<Heard> heard = ask(FIVE_SECONDS);
            signal("KILL");
            assertThat(heard.get().words().strip()).isEqualTo("still here");
        }
    }

    @Test
    void speechThatEndsThreeChildrenIsRefusedAndTheNextIsRead() throws Exception {
        load("one");
        for (int crash = 1; crash < 3; crash++) {
            speech.recognise(SECOND, "");
            CompletableFuture<Heard> heard = askStopped(FIVE_SECONDS);
            signal("ABRT", "CONT");
            assertThat(heard.get().words().strip()).isEqualTo("one");
        }
        speech.recognise(SECOND, "");
        CompletableFuture<Heard> third = askStopped(FIVE_SECONDS);
        signal("ABRT", "CONT");

        assertThatThrownBy(third::get)
                .cause()
                .isInstanceOfSatisfying(
                        SpeechException.class, e -> assertThat(e.kind()).isEqualTo(SpeechException.Kind.POISON))
                .hasMessage("this speech has ended the recogniser 3 times");
        assertThatThrownBy(() -> speech.recognise(FIVE_SECONDS, "")).hasMessageContaining("3 times");
        assertThat(speech.recognise(SECOND, "").words().strip()).isEqualTo("one");
    }

    // The question is longer than a pipe holds, so it was not even sent, and its asker waited without end.
    @Test
    void aChildThatReadsNothingIsKilledAndTheNextOneAnswers() throws Exception {
        speech.close();
        Path model = GeneratedModel.write(folder.resolve("model.bin"), GeneratedModel.Size.SMALLEST, "one");
        // For recognising the length of the speech is added, so a slow machine has time for that.
        speech = new LocalSpeech(libraries, model, 1, LONG, Duration.ofMillis(100));
        speech.recognise(FIVE_SECONDS, "");
        ProcessHandle jvm = jvm();
        send("STOP", jvm);

        assertThatThrownBy(() -> speech.find(FIVE_SECONDS))
                .isInstanceOfSatisfying(
                        SpeechException.class, e -> assertThat(e.kind()).isEqualTo(SpeechException.Kind.AWAY))
                .hasMessageContaining("so its child was killed");
        jvm.onExit().join();
        assertThat(speech.recognise(FIVE_SECONDS, "").words().strip()).isEqualTo("one");
    }

    /** Has a child hang in a brief piece, whose limit is a second, while a longer one waits behind it. */
    @Test
    void aChildThatHangsInAPieceIsKilledAndWhoeverWaitsBehindItIsAnswered() throws Exception {
        speech.close();
        Path model = GeneratedModel.write(folder.resolve("model.bin"), GeneratedModel.Size.SMALLEST, "one");
        speech = new LocalSpeech(libraries, model, 1, LONG, Duration.ofMillis(100));
        speech.recognise(FIVE_SECONDS, "");
        ProcessHandle jvm = jvm();
        send("STOP", jvm);
        CompletableFuture<Heard> behind = ask(FIVE_SECONDS);

        assertThatThrownBy(() -> speech.recognise(SpokenSound.silence(0.1), ""))
                .isInstanceOfSatisfying(
                        SpeechException.class, e -> assertThat(e.kind()).isEqualTo(SpeechException.Kind.AWAY))
                .hasMessageContaining("so its child was killed");

        jvm.onExit().join();
        assertThat(behind.get().words().strip()).isEqualTo("one");
        assertThat(speech.recognise(FIVE_SECONDS, "").words().strip()).isEqualTo("one");
    }

    /** Asks in another thread, and returns once the child has the question. */
    private CompletableFuture<Heard> ask(byte[] sound) {
        var heard = new CompletableFuture<Heard>();
        Thread asking = Thread.ofPlatform().start(() -> {
            try {
                heard.complete(speech.recognise(sound, ""));
            } catch (Throwable e) {
                heard.completeExceptionally(e);
            }
        });
        Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> heard.isDone() || asking.getState() == Thread.State.TIMED_WAITING);
        return heard;
    }

    private CompletableFuture<Heard> askStopped(byte[] sound) throws Exception {
        send("STOP", jvm());
        return ask(sound);
    }

    /** Sends signals to the child that has the question, and waits for its end. */
    private void signal(String... names) throws Exception {
        ProcessHandle launcher = ProcessHandle.of(speech.pid().orElseThrow()).orElseThrow();
        ProcessHandle jvm = jvm();
        for (String name : names) {
            send(name, jvm);
        }
        launcher.onExit().join();
    }

    private ProcessHandle jvm() {
        return ProcessHandle.of(speech.pid().orElseThrow())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }

    private static void send(String signal, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
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

    // GigaAM took all processors, although it was told one thread.
    @Test
    void aModelHasNoMoreProcessorsThanThreadsWhateverItTakes() throws Exception {
        load("one");
        speech.recognise(SECOND, "");

        List<String> masks = new ArrayList<>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + jvm().pid() + "/task"))) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("comm")).strip().equals("recognising")) {
                    masks.add(Files.readString(task.resolve("status")));
                }
            }
        }
        assertThat(masks)
                .singleElement()
                .satisfies(status -> assertThat(status).containsPattern("Cpus_allowed_list:\\s+\\d+\n"));
    }

    @Test
    void theChildIsBoundedAndInheritsNoVariables() throws Exception {
        load("one");
        speech.recognise(SECOND, "");
        ProcessHandle jvm = jvm();
        String limits = Files.readString(Path.of("/proc/" + jvm.pid() + "/limits"));
        assertThat(limits).containsPattern("Max data size +\\d+ ").containsPattern("Max file size +0 ");
        assertThat(Files.readString(Path.of("/proc/" + jvm.pid() + "/environ"))).doesNotContain("PATH=", "HOME=");
    }
}
