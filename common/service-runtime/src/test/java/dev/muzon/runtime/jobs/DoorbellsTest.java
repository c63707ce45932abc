package dev.muzon.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.job.Queues;
import dev.muzon.runtime.contract.DoorbellApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoorbellsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<String> rung = new CopyOnWriteArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Doorbells doorbells = new Doorbells(new RecordingPeers());

    @Test
    void aRingReachesTheServiceThatHandlesTheQueue() {
        answer.countDown();

        doorbells.ring(Queues.EXTRACTOR);
        doorbells.ring(Queues.PLAYER);
        doorbells.ring(Queues.GATEWAY);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rung)
                        .containsExactlyInAnyOrder(
                                "EXTRACTOR_SERVICE extractor", "VOICE_CALL_SERVICE player", "BOT_GATEWAY gateway"));
    }

    @Test
    void ringsWhileOneIsOnItsWayAreMergedIntoOne() {
        doorbells.ring(Queues.PLAYER);
        await().atMost(PATIENCE).until(() -> rung.size() == 1);

        for (int i = 0; i < 100; i++) {
            doorbells.ring(Queues.PLAYER);
        }
        answer.countDown();

        await().atMost(PATIENCE).until(() -> rung.size() == 2);
        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> rung.size() == 2);
    }

    /** Peers that note the ring, then answer when the test allows it. */
    private final class RecordingPeers implements Peers {
        @Override
        public <T> T of(Peer peer, Class<T> contract, Duration patience) {
            DoorbellApi doorbell = queue -> {
                rung.add(peer + " " + queue);
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            return contract.cast(doorbell);
        }

        @Override
        public <T> T at(URI address, Class<T> contract, Duration patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T streaming(Peer peer, Class<T> contract) {
            throw new UnsupportedOperationException();
        }
    }
}
