package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxDrainTest {
    private final OutboxOnPinnedTime it = new OutboxOnPinnedTime();
    private final Outbox outbox = it.outbox;

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void aLaneThatCannotBeEmptiedInTimeReportsWhatIsUnsent() throws InterruptedException {
        it.telegram.floodNext("sendMessage", 60);
        CompletableFuture<Integer> waiting = state("waiting");
        assertThat(outbox.drain(Duration.ZERO)).isFalse();
        assertThat(waiting).isCancelled();
        assertThat(state("after the end")).isCancelled();
    }

    @Test
    void anEmptyOutboxIsDrainedAtOnce() throws InterruptedException {
        state("sent").join();
        assertThat(outbox.drain(Duration.ofMinutes(1))).isTrue();
    }

    private CompletableFuture<Integer> state(String text) {
        return outbox.send(Destination.of(-100), Content.of(text), Terms.state());
    }
}
