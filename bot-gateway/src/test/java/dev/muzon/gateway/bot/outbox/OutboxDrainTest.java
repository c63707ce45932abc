package dev.muzon.gateway.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

    // It was tried again while the next replica spoke.
    @Test
    void whatFailsAfterTheHandoverIsLeftToTheNextReplica() throws InterruptedException {
        CountDownLatch release = it.telegram.holdNext("sendMessage");
        it.telegram.floodNext("sendMessage", 1);
        CompletableFuture<Integer> onItsWay = state("on its way");
        await().until(() -> it.telegram.calls("sendmessage").size() == 1);

        outbox.handOver();
        release.countDown();

        assertThat(onItsWay).failsWithin(Duration.ofMinutes(1)).withThrowableOfType(CancellationException.class);
        assertThat(it.telegram.calls("sendmessage")).hasSize(1);
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
