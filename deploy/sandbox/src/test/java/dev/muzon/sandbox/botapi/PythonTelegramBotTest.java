package dev.muzon.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.SandboxApplication;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

/** A test with a client that was not written here: Debian's python3-python-telegram-bot. */
@SpringBootTest(
        classes = SandboxApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sandbox.bot.token=1000001:a-token-for-tests")
class PythonTelegramBotTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final long DEADLINE_SECONDS = 120;

    @Autowired
    private World world;

    @Autowired
    private WorldSeed seed;

    @Value("${local.server.port}")
    private int port;

    @TempDir
    private Path folder;

    @BeforeAll
    static void isInstalled() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(PYTHON)
                        && new ProcessBuilder(PYTHON.toString(), "-c", "import telegram")
                                        .redirectErrorStream(true)
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor()
                                == 0,
                "SKIPPED: the Bot API endpoint is not checked by a foreign client; apt-get install python3-python-telegram-bot");
    }

    @Test
    void aBotOnPythonTelegramBotWorks() throws Exception {
        var alice = seed.people().getFirst();
        try (var _ = world.listen(this::pressWhatTheBotOffers)) {
            var file = world.files()
                    .store(NewFile.of(
                                    "n.mp3",
                                    "audio/mpeg",
                                    Content.of("the song itself".getBytes(StandardCharsets.UTF_8)))
                            .tagged("Nocturne", "Chopin", Duration.ofSeconds(61)));
            world.messages().send(seed.lounge().id(), alice.id(), NewMessage.media(Media.Kind.AUDIO, file, ""));
            var told = BotJson.MAPPER.readTree(runBot());
            assertThat(told).isEqualTo(BotFixture.json("""
                                    {"me": "muzon_sandbox_bot", "audio": ["Nocturne", "Chopin", 61],
                                     "bytes": "the song itself", "from": "Alice",
                                     "sent": ["Сейчас играет", "bold", true],
                                     "callback": ["skip", "Борис", true], "edited": "next",
                                     "upload": ["a.mp3", 15, "c"], "admins": ["Alice", "Muzon", "Дарья"],
                                     "status": "creator", "deleted": true, "commands": ["play"],
                                     "same": "Message is not modified", "stranger": "Unauthorized"}"""));
        }
    }

    private void pressWhatTheBotOffers(WorldEvent event) {
        if (event instanceof WorldEvent.MessageSent(var message) && message.keyboard() != null) {
            world.callbacks().press(message.chatId(), seed.people().get(1).id(), message.id(), "skip");
        }
    }

    private String runBot() throws IOException, InterruptedException {
        var script = folder.resolve("bot.py");
        try (var in = getClass().getResourceAsStream("python_telegram_bot.py")) {
            Files.copy(in, script);
        }
        var output = folder.resolve("output").toFile();
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(
                        PYTHON.toString(),
                        script.toString(),
                        "http://127.0.0.1:" + port,
                        "1000001:a-token-for-tests",
                        Long.toString(seed.lounge().id()))
                .redirectOutput(output)
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .as("the bot came to an end")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
            return Files.readString(output.toPath());
        } finally {
            process.destroyForcibly();
        }
    }
}
