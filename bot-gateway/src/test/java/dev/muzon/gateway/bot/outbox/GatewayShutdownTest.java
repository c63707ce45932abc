package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.BotGatewayApplication;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real gateway with an answer on its way is told to go. */
class GatewayShutdownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long CHAT = -4001;

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private final FakeBotApi telegram = new FakeBotApi();

    @AfterEach
    void close() {
        telegram.close();
        mongo.clean();
    }

    @Test
    void sigtermWaitsForTheAnswerOnItsWayAndLeavesNothingToRepeat() throws Exception {
        CountDownLatch release = telegram.holdNext("sendMessage");
        try (var gateway = Gateway.start(telegram)) {
            telegram.say(CHAT, 7, "en", "/ping");
            await().atMost(PATIENCE).until(() -> answers() == 1);

            gateway.terminate();

            gateway.awaitLine("Draining");
            release.countDown();
            gateway.awaitExit();
            gateway.awaitLine("Drained");
        }
        assertThat(answers()).isEqualTo(1);
        assertThat(mongo.database()
                        .getCollection("jobs")
                        .countDocuments(new Document("type", "update").append("state", new Document("$ne", "DONE"))))
                .as("updates that the next process would answer again")
                .isZero();
        assertThat(telegram.unconfirmed()).isZero();
    }

    private long answers() {
        return telegram.calls("sendmessage").size();
    }

    private record Gateway(Process process, LinkedBlockingQueue<String> output) implements AutoCloseable {
        static Gateway start(FakeBotApi telegram) throws IOException {
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BotGatewayApplication.class.getName())
                    .redirectErrorStream(true);
            var environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("MUZON_") || name.startsWith("MONGO_"));
            environment.put("MUZON_INTERNAL_TOKEN", "0123456789abcdef0123456789abcdef");
            environment.put("MONGO_URL", mongo.uri());
            environment.put("BOT_TOKEN", FakeBotApi.TOKEN);
            environment.put("MUZON_TELEGRAM_API_URL", telegram.url().toString());
            environment.put("MUZON_DRAIN_DEADLINE", "60s");
            environment.put("PORT", "0");
            var process = builder.start();
            var output = new LinkedBlockingQueue<String>();
            Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(output::add));
            return new Gateway(process, output);
        }

        void awaitLine(String text) {
            await().alias("a line with " + text)
                    .atMost(PATIENCE)
                    .until(() -> output.stream().anyMatch(line -> line.contains(text)));
        }

        /** Sends SIGTERM. {@link Process#destroy} would close the output that the test still reads. */
        void terminate() {
            process.toHandle().destroy();
        }

        void awaitExit() {
            await().alias(String.join("\n", output)).atMost(PATIENCE).until(() -> !process.isAlive());
        }

        @Override
        public void close() {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        }
    }
}
