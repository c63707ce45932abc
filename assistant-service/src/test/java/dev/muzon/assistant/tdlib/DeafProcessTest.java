package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.post.PostListener;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.runtime.drain.Resignation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A test of a process that receives nothing from TDLib any more. */
class DeafProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void theEndOfReceivingEndsTheProcessWithoutWaitingForSessions() throws Exception {
        try (SandboxTelegram telegram = SandboxTelegram.start()) {
            AssistantProperties settings = telegram.settings(folder, List.of("main"));
            CompletableFuture<Integer> exit = new CompletableFuture<>();
            var nobody = new StaticListableBeanFactory();
            var _ = new TdlibConfiguration()
                    .sessions(
                            settings,
                            new Resignation(exit::complete),
                            nobody.getBeanProvider(MessageListener.class),
                            nobody.getBeanProvider(PostListener.class));
            TdClients clients = TdClients.of(settings.library());
            TdClient client = clients.open("main", _ -> {}); // not started yet, so it need not be closed

            clients.deaf(new OutOfMemoryError("test"));

            assertThat(exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Resignation.EXIT_CODE);
            assertThat(client.close(Duration.ZERO))
                    .as("closed for this process")
                    .isTrue();
        }
    }
}
