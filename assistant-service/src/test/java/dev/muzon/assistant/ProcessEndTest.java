package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the end of a real process, which libtdjson aborts where a client is still open. */
class ProcessEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SIGTERM = 15;

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    @Test
    void sigtermClosesTheSessionSoThatTheNextProcessCanUseIt() throws Exception {
        try (SandboxTelegram telegram = SandboxTelegram.start()) {
            Process first = start(telegram);
            try {
                await().atMost(PATIENCE)
                        .until(() -> !telegram.world.logins().pending().isEmpty());
                telegram.world
                        .logins()
                        .approve(
                                telegram.shown().getFirst(),
                                telegram.person("Ann").id());
                await().atMost(PATIENCE).until(() -> telegram.server.requests("updates.getState") > 0);
                end(first);
            } finally {
                first.destroyForcibly();
            }
            long codes = telegram.server.requests("auth.exportLoginToken");
            long states = telegram.server.requests("updates.getState");

            Process second = start(telegram);
            try {
                await().atMost(PATIENCE)
                        .until(() -> telegram.server.requests("updates.getState") > states
                                || telegram.server.requests("updates.getDifference") > 0);
                end(second);
            } finally {
                second.destroyForcibly();
            }
            assertThat(telegram.server.requests("auth.exportLoginToken")).isEqualTo(codes);
            assertThat(Files.readAllLines(log()))
                    .as("lines of a service that logs in JSON, with those of TDLib and the JVM")
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(JsonMapper.shared()
                                    .readTree(line)
                                    .path("message")
                                    .asString(""))
                            .isNotEmpty());
        }
    }

    private Path log() {
        return folder.resolve("service.log");
    }

    private static void end(Process service) throws InterruptedException {
        service.destroy();
        assertThat(service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isEqualTo(128 + SIGTERM);
    }

    private Process start(SandboxTelegram telegram) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AssistantServiceApplication.class.getName()));
        RunningService.settings(
                        telegram, folder.resolve("sessions"), mongo.uri(), URI.create("http://127.0.0.1:9"), "main")
                .stream()
                .filter(setting -> !setting.contains("banner"))
                .forEach(command::add);
        command.add("--logging.config=classpath:logback-as-in-a-service.xml");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("MUZON_LOG_FORMAT", "json");
        // Lines of TDLib are among them.
        builder.environment().put("LOGGING_LEVEL_DEV_MUZON_ASSISTANT_TDLIB", "debug");
        return builder.start();
    }
}
