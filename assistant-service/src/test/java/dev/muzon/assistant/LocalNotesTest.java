package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.Message;
import dev.muzon.speech.SpeechLibraries;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.GeneratedModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests of voice notes with the recogniser of this machine. The libraries, Silero's weights and the confined child are real, the
 * Whisper model is generated.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(600)
class LocalNotesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WORDS = "🎙 (Russian) купи хлеба и молока";
    private static final String NAME = "local (model.bin)";

    /** Promised are 20, which take minutes. */
    private static final int KILLS = Integer.getInteger("muzon.test.kills", 3);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static LoggedInService scene;
    private static Path model;
    private static Path spoken;

    private NoteChat chat;

    @BeforeAll
    static void start() throws Exception {
        var libraries = new SpeechLibraries(
                Path.of("../deploy/speech/installed").toAbsolutePath().normalize());
        assumeTrue(libraries.complete(), "deploy/speech/install.sh installs what this needs");
        model = GeneratedModel.write(
                folder.resolve("model.bin"), GeneratedModel.Size.SMALLEST, "купи", "хлеба", "и", "молока");
        spoken = folder.resolve("spoken.wav");
        run("espeak-ng", "-w", spoken.toString(), "Please buy bread and milk.");
        scene = LoggedInService.start(
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.notes.engines=local",
                "--muzon.notes.local-model=" + model,
                "--muzon.notes.speech=" + libraries.folder());
    }

    @AfterAll
    static void stop() {
        if (scene != null) {
            scene.close();
        }
    }

    @BeforeEach
    void meetAFriend() {
        chat = NoteChat.between(scene.telegram, scene.me, scene.telegram.person("Ben"));
    }

    private Message note() {
        return chat.note(scene.me, spoken);
    }

    @Test
    void aNoteBecomesTextInTheChildOfThisMachine() throws Exception {
        Message note = note();
        chat.awaitAnswer(note, WORDS);
        assertThat(chat.answers(note)).hasSize(1);
        assertThat(health().path("status").asString()).isEqualTo("UP");
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void theMemoryOfTheChildrenIsMeasuredAndTheyLeaveAProcessorFree() throws Exception {
        chat.awaitAnswer(note(), WORDS);

        String line = scene.service()
                .get("/actuator/prometheus")
                .lines()
                .filter(one -> one.startsWith("muzon_notes_recogniser_memory_bytes"))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' ')))).isBetween(50e6, 600e6);
        String command = commandLine(child()).replace('\0', ' ').strip();
        int threads = Integer.parseInt(command.substring(command.lastIndexOf(' ') + 1));
        assertThat(threads).isBetween(1, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /** Takes a chord that is struck twice a second for music. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anoisesrc=color=pink:duration=8:amplitude=0.3",
                "anoisesrc=color=white:duration=8:amplitude=0.1",
                "aevalsrc='0.1*(sin(2*PI*220*t)+sin(2*PI*277.2*t)+sin(2*PI*329.6*t)+sin(2*PI*440*t))"
                        + "*exp(-3*mod(t,0.5))':d=12"
            })
    void noiseAndMusicAreSilenceToTheModelThatFindsSpeech(String sound) throws Exception {
        Path noise = folder.resolve("noise.ogg");
        try (var made = Ffmpeg.locate().start(List.of("-y", "-f", "lavfi", "-i", sound, noise.toString()))) {
            made.awaitExit(Duration.ofSeconds(60));
        }
        chat.awaitAnswer(chat.note(scene.me, noise), "🎙 (silence)");
    }

    /** Stops the child, so that it surely has the first note's piece when it is killed. The second note waits for its turn. */
    @Test
    @Tag("promised")
    @Timeout(1800)
    void noNoteIsLostOrDoubledAlthoughTheChildIsKilledInTheMiddle() throws Exception {
        chat.awaitAnswer(note(), WORDS);
        for (int kill = 1; kill <= KILLS; kill++) {
            ProcessHandle child = child();
            signal("STOP", child);
            Message first = note();
            Message second = note();
            await().atMost(PATIENCE).until(() -> waiting() == 1);
            signal("KILL", child);
            for (Message note : List.of(first, second)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(chat.answers(note))
                                .extracting(Message::text)
                                .containsExactly(WORDS));
            }
        }
    }

    @Test
    void theWordsOfNotesAreLeftNowhereAlsoWhereTheChildDied(CapturedOutput output) throws Exception {
        chat.awaitAnswer(note(), WORDS);
        signal("KILL", child());
        chat.awaitAnswer(note(), WORDS);

        Traces.assertNone("молока", scene.service(), mongo, folder.resolve("sessions"), output);
    }

    @Test
    void aNoteWaitsForAMissingModelAndHealthNamesIt() throws Exception {
        chat.awaitAnswer(note(), WORDS);
        Path away = Files.move(model, folder.resolve("away.bin"));
        ProcessHandle child = child();
        signal("KILL", child);
        child.onExit().join();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(state()).isEqualTo("cannot read: " + model + " is not there or may not be read"));
        assertThat(health().path("status").asString()).isEqualTo("DEGRADED");
        assertThat(health().path("details").path("reason").asString())
                .isEqualTo("The local recogniser cannot read: " + model + " is not there or may not be read");

        Message note = note();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(health().path("details").path("reason").asString())
                                .startsWith("Voice notes wait. Reading the last one failed: transcriber.refused"));
        Files.move(away, model);

        chat.awaitAnswer(note, WORDS);
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void aNoteWaitsWhileTheModelIsAWrongFileAndHealthSaysSo() throws Exception {
        chat.awaitAnswer(note(), WORDS);
        Path away = Files.move(model, folder.resolve("right.bin"));
        Files.write(model, new byte[9_000]);
        ProcessHandle child = child();
        signal("KILL", child);
        child.onExit().join();

        Message note = note();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(health().path("details").path("reason").asString())
                                .contains("transcribe.cpp does not take it"));
        Files.move(away, model, StandardCopyOption.REPLACE_EXISTING);
        chat.awaitAnswer(note, WORDS);
        assertThat(chat.answers(note)).hasSize(1);
    }

    private static double waiting() {
        return scene.service()
                .bean(MeterRegistry.class)
                .get("muzon.notes.waiting")
                .gauge()
                .value();
    }

    private static JsonNode health() throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(scene.service().get("/actuator/health"))
                .path("components")
                .path("notes");
    }

    private static String state() throws IOException, InterruptedException {
        return health().path("details").path("recognisers").path(NAME).asString();
    }

    /** Returns the JVM that has the model, below its launcher. */
    private static ProcessHandle child() {
        return ProcessHandle.current()
                .descendants()
                .filter(one -> commandLine(one).contains(model.toString()))
                .filter(one -> one.children().findAny().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException _) {
            return "";
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
