package dev.muzon.coordination.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseHolderTest {
    private static final Duration TTL = Duration.ofMillis(300);
    private static final String NAME = "account:main";

    private final FlakyLeases leases = new FlakyLeases(new InMemoryLeases(Clock.systemUTC()));
    private final List<LeaseHolder> holders = new ArrayList<>();

    private LeaseHolder holder(String owner, LeaseListener listener) {
        LeaseHolder holder = new LeaseHolder(leases, NAME, owner, URI.create("http://127.0.0.1:8082"), TTL, listener);
        holders.add(holder);
        holder.start();
        return holder;
    }

    @AfterEach
    void close() {
        leases.away = false;
        holders.forEach(LeaseHolder::close);
    }

    @Test
    void keepsTheLeaseBeyondItsTime() {
        Diary diary = new Diary();
        LeaseHolder holder = holder("a", diary);
        await().until(() -> holder.held().isPresent());

        await().during(TTL.multipliedBy(3)).until(() -> leases.holder(NAME).isPresent());
        assertThat(holder.held()).map(Lease::owner).contains("a");
        assertThat(diary.entries).containsExactly("gained");
    }

    @Test
    void theSecondTakesOverWhenTheFirstCloses() {
        Diary firstDiary = new Diary();
        LeaseHolder first = holder("a", firstDiary);
        await().until(() -> first.held().isPresent());
        long token = first.held().orElseThrow().token();
        LeaseHolder second = holder("b", new Diary());

        first.close();

        assertThat(firstDiary.entries).containsExactly("gained", "lost");
        assertThat(first.held()).isEmpty();
        await().until(() -> second.held().isPresent());
        assertThat(second.held().orElseThrow().token()).isGreaterThan(token);
    }

    @Test
    void anOutageLosesItAndItComesBack() {
        Diary diary = new Diary();
        LeaseHolder holder = holder("a", diary);
        await().until(() -> holder.held().isPresent());

        leases.away = true;
        await().until(() -> diary.entries.equals(List.of("gained", "lost")));
        assertThat(holder.held()).isEmpty();
        leases.away = false;

        await().until(() -> diary.entries.equals(List.of("gained", "lost", "gained")));
    }

    @Test
    void whatSomebodyElseTookIsLost() {
        Diary diary = new Diary();
        LeaseHolder holder = holder("a", diary);
        await().until(() -> holder.held().isPresent());

        leases.release(holder.held().orElseThrow());
        assertThat(leases.tryAcquire(NAME, "thief", URI.create("http://127.0.0.1:1"), Duration.ofHours(1)))
                .isPresent();

        await().until(() -> diary.entries.equals(List.of("gained", "lost")));
    }

    @Test
    void anOwnerThatCannotBeginGivesItUpAndTriesAgain() {
        Diary diary = new Diary() {
            @Override
            public void gained(Lease lease) {
                super.gained(lease);
                if (entries.size() == 1) {
                    throw new IllegalStateException("cannot log in");
                }
            }
        };
        holder("a", diary);

        await().until(() -> diary.entries.equals(List.of("gained", "lost", "gained")));
    }

    @Test
    void closingDoesNotWaitUntilItWouldAskAgain() {
        LeaseHolder holder =
                new LeaseHolder(leases, NAME, "a", URI.create("http://127.0.0.1:1"), Duration.ofHours(1), new Diary());
        holder.start();
        await().until(() -> holder.held().isPresent());

        long before = System.nanoTime();
        holder.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LeaseHolder.CLOSE_LIMIT);
        assertThat(leases.holder(NAME)).isEmpty();
    }

    @Test
    void closingWaitsAsLongAsTheListenerMayTake() {
        CountDownLatch saved = new CountDownLatch(1);
        LeaseListener slow = new Diary() {
            @Override
            public void lost(Lease lease) {
                try {
                    saved.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                super.lost(lease);
            }
        };
        LeaseHolder holder =
                new LeaseHolder(leases, NAME, "a", URI.create("http://127.0.0.1:1"), Duration.ofHours(1), slow);
        holder.start();
        await().until(() -> holder.held().isPresent());

        holder.close(Duration.ofMillis(1));
        assertThat(leases.holder(NAME)).isPresent();
        saved.countDown();
        holder.close(Duration.ofMinutes(1));

        assertThat(leases.holder(NAME)).isEmpty();
    }

    @Test
    void closingOneThatNeverBeganDoesNothing() {
        Diary diary = new Diary();
        new LeaseHolder(leases, NAME, "a", URI.create("http://127.0.0.1:1"), TTL, diary).close();

        assertThat(diary.entries).isEmpty();
    }

    private static class Diary implements LeaseListener {
        final List<String> entries = new CopyOnWriteArrayList<>();

        @Override
        public void gained(Lease lease) {
            entries.add("gained");
        }

        @Override
        public void lost(Lease lease) {
            entries.add("lost");
        }
    }

    /** Leases whose store can be away. */
    private static final class FlakyLeases implements Leases {
        private final Leases leases;
        private volatile boolean away;

        FlakyLeases(Leases leases) {
            this.leases = leases;
        }

        private Leases reach() {
            if (away) {
                throw new IllegalStateException("the store is away");
            }
            return leases;
        }

        @Override
        public Optional<Lease> tryAcquire(String name, String owner, URI address, Duration ttl) {
            return reach().tryAcquire(name, owner, address, ttl);
        }

        @Override
        public Optional<Lease> inherit(Lease dead, String owner, URI address, Duration ttl) {
            return reach().inherit(dead, owner, address, ttl);
        }

        @Override
        public boolean renew(Lease lease, Duration ttl) {
            return reach().renew(lease, ttl);
        }

        @Override
        public void release(Lease lease) {
            reach().release(lease);
        }

        @Override
        public Optional<Lease> holder(String name) {
            return reach().holder(name);
        }
    }
}
