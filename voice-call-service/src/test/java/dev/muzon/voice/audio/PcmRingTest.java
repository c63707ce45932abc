package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PcmRingTest {
    private final PcmRing ring = new PcmRing(6);
    private final float[] heard = new float[8];

    @Test
    void soundComesOutInOrderAcrossTheEdge() throws InterruptedException {
        ring.write(new float[] {1, 2, 3, 4}, 4);
        assertThat(ring.read(heard, 0, 4)).isEqualTo(4);

        ring.write(new float[] {5, 6, 7, 8, 9, 10}, 6);

        assertThat(ring.available()).isEqualTo(6);
        assertThat(ring.read(heard, 1, 7)).isEqualTo(6);
        assertThat(heard).containsExactly(1, 5, 6, 7, 8, 9, 10, 0);
    }

    @Test
    void theSoundLiesOutsideTheHeap() throws InterruptedException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] sound = new float[1_000_000];
        new PcmRing(6).close();
        long before = threads.getCurrentThreadAllocatedBytes();

        PcmRing large = new PcmRing(sound.length);
        large.write(sound, sound.length);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(sound.length / 10);
        large.close();
    }

    @Test
    void onlyWholeSamplesAreRead() throws InterruptedException {
        ring.write(new float[] {1, 2, 3}, 3);

        assertThat(ring.read(heard, 0, 8)).isEqualTo(2);
    }

    @Test
    void aWriterWasWokenForEachChunkOfRoom() throws InterruptedException {
        PcmRing longer = new PcmRing(12);
        longer.write(new float[12], 12);
        CompletableFuture<Boolean> written = writeAndWait(longer);

        longer.read(heard, 0, 2);

        await().during(Duration.ofMillis(100)).until(() -> !written.isDone());
        longer.read(heard, 0, 2);
        assertThat(written.join()).isTrue();
        assertThat(longer.available()).isEqualTo(10);
    }

    @Test
    void closingEndsAWriterThatWaitsForRoom() throws InterruptedException {
        ring.write(new float[6], 6);
        CompletableFuture<Boolean> written = writeAndWait(ring);

        ring.close();

        assertThat(written.join()).isFalse();
    }

    private static CompletableFuture<Boolean> writeAndWait(PcmRing full) {
        AtomicReference<Thread> writer = new AtomicReference<>();
        CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> {
            writer.set(Thread.currentThread());
            try {
                return full.write(new float[2], 2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> writer.get() != null && writer.get().getState() == Thread.State.WAITING);
        return written;
    }

    @Test
    void aClosedRingIsEmptyAndTakesNothing() throws InterruptedException {
        ring.write(new float[4], 4);

        ring.close();
        ring.close();

        assertThat(ring.available()).isZero();
        assertThat(ring.read(heard, 0, 4)).isZero();
        assertThat(ring.write(new float[2], 2)).isFalse();
    }
}
