package dev.muzon.voice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedWritesTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final CountDownLatch allCame = new CountDownLatch(1);
    private final SharedWrites<Integer> writes = new SharedWrites<>(this::awaitOthers, this::store);
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final Map<Integer, Boolean> answers = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable RuntimeException> trouble = new AtomicReference<>();

    @Test
    void writesOfTheSameMomentAreOneAndEachHearsItsOwnResult() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int write = i;
            writers.add(Thread.ofPlatform().start(() -> answers.put(write, writes.write(write))));
            await().atMost(LIMIT).until(() -> writers.getLast().getState() == Thread.State.WAITING);
        }
        allCame.countDown();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch).hasSize(20));
        assertThat(answers)
                .hasSize(20)
                .allSatisfy((write, done) -> assertThat(done).isEqualTo(write % 2 == 0));
        assertThat(writes.write(21)).isFalse();
        assertThat(batches).hasSize(2);
    }

    @Test
    void aStoreThatIsAwayIsTheTroubleOfTheWriterAndTheNextWriteTriesAgain() {
        allCame.countDown();
        trouble.set(new IllegalStateException("away"));
        assertThatThrownBy(() -> writes.write(2)).hasMessage("away").isInstanceOf(IllegalStateException.class);

        trouble.set(null);
        assertThat(writes.write(2)).isTrue();
    }

    private void awaitOthers() {
        try {
            allCame.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Boolean> store(List<Integer> batch) {
        RuntimeException away = trouble.get();
        if (away != null) {
            throw away;
        }
        batches.add(List.copyOf(batch));
        return batch.stream().map(write -> write % 2 == 0).toList();
    }
}
