package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Inside;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import dev.muzon.e2e.suite.VoiceNotes;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The time from a voice note to its first answer, and that from a long one to its whole text. The recogniser hears at
 * once, so all of it is the service's.
 */
final class NoteTime implements Measurement {
    private static final int WARM_UP = 3;
    private static final int NOTES = 30;
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double SIGN_TARGET_MILLIS = 300;
    private static final double OVERHEAD_TARGET_PERCENT = 10;
    private static final Path FOLDER = RunningSuite.root().resolve("deploy/e2e/target/bench-notes");

    /** Of a tone the speech finder says rightly that nobody speaks. */
    private static final Path SPEECH =
            RunningSuite.root().resolve("deploy/sandbox/src/main/resources/dev/muzon/sandbox/mtproto/boris.oga");

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "MUZON_NOTES_ENGINES",
                "http",
                "MUZON_NOTES_HTTP_URL",
                "http://127.0.0.1:" + FixedRecogniser.PORT + "/v1");
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        RunningSuite suite = measured.suite();
        Telegram telegram = measured.telegram();
        long owner = owner(suite, telegram);
        long chat = telegram.privateChat(owner, measured.people().getFirst());
        var notes = new VoiceNotes(suite.page());
        Files.createDirectories(FOLDER);
        var tones = new TestTones(Ffmpeg.locate(), FOLDER);
        Path small = tones.repeated("short", SPEECH, SHORT);
        Path large = tones.repeated("long", SPEECH, LONG);
        Process recogniser = suite.insideCommand(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FixedRecogniser.class.getName())
                .inheritIO()
                .start();
        try {
            Samples signs = new Samples();
            for (int i = 0; i < WARM_UP + NOTES; i++) {
                JsonNode note = notes.send(chat, owner, small, SHORT);
                awaitText(telegram, chat, note, "🎙 " + FixedRecogniser.WORDS);
                if (i >= WARM_UP) {
                    signs.add(Duration.between(
                                            date(note),
                                            date(answer(telegram, chat, note).orElseThrow()))
                                    .toNanos()
                            / 1e6);
                }
            }
            long began = System.nanoTime();
            JsonNode note = notes.send(chat, owner, large, LONG);
            awaitText(telegram, chat, note, FixedRecogniser.WORDS);
            double seconds = (System.nanoTime() - began) / 1e9;
            return List.of(
                    Result.p99(
                            "note to the microphone", "ms", signs, SIGN_TARGET_MILLIS, "notes of 3 s, one at a time"),
                    Result.single(
                            "overhead of a note",
                            "%",
                            100 * seconds / LONG.toSeconds(),
                            OVERHEAD_TARGET_PERCENT,
                            "of the length of three minutes, beside the recogniser"));
        } finally {
            recogniser.destroyForcibly();
        }
    }

    /** Returns the person whose account reads notes. */
    private static long owner(RunningSuite suite, Telegram telegram) throws IOException {
        String name = new Inside(suite).readyAssistants().getFirst();
        return telegram.overview()
                .path("users")
                .valueStream()
                .filter(user -> user.path("username").asString("").equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .longValue();
    }

    /** Waits until the answer ends with these words, which it does not while it grows. */
    private static void awaitText(Telegram telegram, long chat, JsonNode note, String end) {
        await("the text of a note")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> answer(telegram, chat, note)
                        .filter(answer -> Telegram.text(answer).endsWith(end))
                        .isPresent());
    }

    private static Optional<JsonNode> answer(Telegram telegram, long chat, JsonNode note) {
        return telegram.messages(chat).stream()
                .filter(message ->
                        message.path("replyTo").intValue(0) == note.path("id").intValue())
                .findFirst();
    }

    private static Instant date(JsonNode message) {
        return Instant.parse(message.path("date").asString());
    }
}
