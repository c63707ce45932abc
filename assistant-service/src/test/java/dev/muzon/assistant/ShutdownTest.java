package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    /**
     * Closes a session while a join is in flight. Sessions that closed side by side with the drain once failed the
     * joins that it was waiting for.
     */
    @Test
    void aJoinInFlightIsAnsweredBeforeTheSessionsClose() throws Exception {
        try (SandboxTelegram telegram = SandboxTelegram.start()) {
            RunningService service =
                    new RunningService(telegram, folder, mongo.uri(), URI.create("http://127.0.0.1:9"));
            logIn(telegram, service);
            Chat lounge = telegram.publicGroup();
            telegram.server.faults().floodWait("phone.joinGroupCall", 1, 2);

            CompletableFuture<HttpResponse<String>> join = CompletableFuture.supplyAsync(
                    () -> join(service, lounge), Executors.newVirtualThreadPerTaskExecutor());
            await().atMost(PATIENCE).until(() -> telegram.server.requests("phone.joinGroupCall") > 0);
            service.close();

            assertThat(join.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
        }
    }

    private static void logIn(SandboxTelegram telegram, RunningService service) {
        for (Account account : service.bean(Accounts.class).all()) {
            await().atMost(PATIENCE).until(() -> account.login() instanceof LoginState.WaitingForQrScan);
            telegram.scan(
                    ((LoginState.WaitingForQrScan) account.login()).link(),
                    telegram.person(account.id()).id());
            await().atMost(PATIENCE).until(account::ready);
        }
    }

    private static HttpResponse<String> join(RunningService service, Chat chat) {
        try {
            return service.post(
                    "/v1/voice-chats/" + chat.id() + "/join",
                    "{\"chat\":{\"id\":%d,\"title\":\"Lounge\",\"username\":\"%s\"},\"payload\":\"{\\\"ssrc\\\":4242}\"}"
                            .formatted(chat.id(), chat.username()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
