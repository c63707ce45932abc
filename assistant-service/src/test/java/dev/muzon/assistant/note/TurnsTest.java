package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests who is next. */
class TurnsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Turns turns = new Turns(1, nanos::get);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void aShortNoteComesBeforeALongOneThatWaitedLess() throws Exception {
        turns.take(Duration.ZERO, _ -> {});
        Thread hour = wants("an hour", Duration.ofHours(1));
        await().until(() -> turns.waiting() == 1);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        Thread short1 = wants("ten seconds", Duration.ofSeconds(10));
        await().until(() -> turns.waiting() == 2);

        turns.giveBack();
        hour.join();
        short1.join();

        assertThat(order).containsExactly("ten seconds", "an hour");
    }

    @Test
    void aLongNoteThatWaitedLongEnoughIsNext() throws Exception {
        turns.take(Duration.ZERO, _ -> {});
        Thread minutes = wants("five minutes", Duration.ofMinutes(5));
        await().until(() -> turns.waiting() == 1);
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        Thread second = wants("a second", Duration.ofSeconds(1));
        await().until(() -> turns.waiting() == 2);

        turns.giveBack();
        minutes.join();
        second.join();

        assertThat(order).containsExactly("five minutes", "a second");
    }

    @Test
    void aLongWaitIsToldWithItsPlace() throws Exception {
        List<Integer> places = new CopyOnWriteArrayList<>();
        turns.take(Duration.ZERO, _ -> {});
        Thread waiter = Thread.ofVirtual().start(() -> take(Duration.ZERO, places::add));

        await().until(() -> !places.isEmpty());
        turns.giveBack();
        waiter.join();

        assertThat(places).allMatch(place -> place == 1);
    }

    @Test
    void aLongWaitIsToldAlthoughOthersComeAndGo() throws Exception {
        List<Integer> places = new CopyOnWriteArrayList<>();
        turns.take(Duration.ZERO, _ -> {});
        Thread waiter = Thread.ofVirtual().start(() -> take(Duration.ZERO, places::add));

        await().until(() -> {
            Thread other = Thread.ofVirtual().start(this::takeUntilInterrupted);
            await().until(() -> turns.waiting() == 2 || !places.isEmpty());
            other.interrupt();
            other.join();
            return !places.isEmpty();
        });
        turns.giveBack();
        waiter.join();

        assertThat(places).contains(1);
    }

    @Test
    void allThatHaveATurnAreBeforeTheFirstThatWaits() throws Exception {
        Turns two = new Turns(2, nanos::get);
        two.take(Duration.ZERO, _ -> {});
        two.take(Duration.ZERO, _ -> {});
        List<Integer> places = new CopyOnWriteArrayList<>();
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                two.take(Duration.ZERO, places::add);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        await().until(() -> !places.isEmpty());
        two.giveBack();
        waiter.join();

        assertThat(places).allMatch(place -> place == 2);
    }

    private void takeUntilInterrupted() {
        try {
            turns.take(Duration.ofHours(1), _ -> {});
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread wants(String name, Duration needs) {
        return Thread.ofVirtual().start(() -> {
            take(needs, _ -> {});
            order.add(name);
            turns.giveBack();
        });
    }

    private void take(Duration needs, Turns.Patience patience) {
        try {
            turns.take(needs, patience);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
