package dev.muzon.coordination.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import dev.muzon.coordination.TestFailures;
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
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeaseHolderTest {
    private static final Duration TTL = Duration.ofMillis(300);
    private static final String NAME = "account:main";

    private final FlakyLeases leases = new FlakyLeases(new InMemoryLeases(Clock.systemUTC()));
    private final List<LeaseHolder> holders = new ArrayList<>();

    private LeaseHolder holder(String owner, LeaseListener listener) {
        return start(LeaseTerms.of(NAME, TTL), owner, listener);
    }

    private LeaseHolder start(LeaseTerms terms, String owner, LeaseListener listener) {
        LeaseHolder holder = new LeaseHolder(leases, terms, new Start(owner), listener, TestFailures.log());
        holders.add(holder);
        holder.start();
        return holder;
    }

    /** One start of a process: {@code a#2} follows {@code a#1}. */
    private record Start(String owner) implements LeaseOwner {
        @Override
        public URI address() {
            return URI.create("http://127.0.0.1:8082");
        }

        @Override
        public boolean succeeds(Lease holder) {
            return owner.contains("#") && holder.owner().startsWith(owner.substring(0, owner.indexOf('#')));
        }
    }

    @AfterEach
    void close() {
        leases.away = false;
        holders.forEach(LeaseHolder::close);
    }

    @Test
    void aHolderKeepsItsLeaseBeyondTheTtl() {
        Diary diary = new Diary();
        LeaseHolder holder = holder("a", diary);
        await().until(() -> holder.held().isPresent());

        await().during(TTL.multipliedBy(3)).until(() -> leases.holder(NAME).isPresent());
        assertThat(holder.held()).map(Lease::owner).contains("a");
        assertThat(diary.entries).containsExactly("gained");
    }

    @Test
    void aSecondHolderTakesOverWhenTheFirstCloses() {
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
    void aLeaseLostInAnOutageIsAcquiredAgain() {
        Diary diary = new Diary();
        LeaseHolder holder = holder("a", diary);
        await().until(() -> holder.held().isPresent());

        leases.away = true;
        await().until(() -> diary.entries.equals(List.of("gained", "lost")));
        assertThat(holder.held()).isEmpty();
        assertThat(diary.whose).isNotEmpty().containsOnly("not said");
        leases.away = false;

        await().until(() -> diary.entries.equals(List.of("gained", "lost", "gained")));
    }

    @Test
    void aLeaseThatSomebodyElseTookIsLost() {
        Diary diary = new Diary();
        LeaseHolder holder = holder("a", diary);
        await().until(() -> holder.held().isPresent());

        leases.release(holder.held().orElseThrow());
        assertThat(leases.tryAcquire(NAME, "thief", URI.create("http://127.0.0.1:1"), Duration.ofHours(1)))
                .isPresent();

        await().until(() -> diary.entries.equals(List.of("gained", "lost")));
        await().until(() -> !diary.whose.isEmpty());
        assertThat(diary.whose).containsOnly("another's");
    }

    @Test
    void anOwnerThatCannotBeginReleasesTheLeaseAndTriesAgain() {
        Diary diary = new Diary() {
            @Override
            public void gained(Lease lease) {
                super.gained(lease);
                if (entries.size() == 1) {
                    throw new NoClassDefFoundError("cannot log in");
                }
            }
        };
        holder("a", diary);

        await().until(() -> diary.entries.equals(List.of("gained", "lost", "gained")));
    }

    @Test
    void closingDoesNotWaitForTheNextAttempt() {
        LeaseHolder holder = start(LeaseTerms.of(NAME, Duration.ofHours(1)), "a", new Diary());
        await().until(() -> holder.held().isPresent());

        long before = System.nanoTime();
        holder.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LeaseHolder.RELEASE_LIMIT);
        assertThat(leases.holder(NAME)).isEmpty();
    }

    @Test
    void closingAHolderThatNeverBeganDoesNothing() {
        Diary diary = new Diary();
        new LeaseHolder(leases, LeaseTerms.of(NAME, TTL), new Start("a"), diary, TestFailures.log()).close();

        assertThat(diary.entries).isEmpty();
    }

    @Test
    void aRestartedProcessHasItsFormerLeaseBackAtOnce() {
        Lease former = leases.tryAcquire(NAME, "a#1", URI.create("http://127.0.0.1:8082"), Duration.ofHours(1))
                .orElseThrow();

        LeaseHolder holder = holder("a#2", new Diary());

        await().until(() -> holder.held().isPresent());
        assertThat(holder.held().orElseThrow().token()).isGreaterThan(former.token());
    }

    @Test
    void aLeaseKeptInOutagesOutlivesThemAndEndsWhenTheStoreSaysSo() {
        Diary diary = new Diary();
        LeaseHolder holder = start(LeaseTerms.of(NAME, TTL).kept(), "a", diary);
        await().until(() -> holder.held().isPresent());

        leases.away = true;
        await().during(TTL.multipliedBy(3)).until(() -> holder.held().isPresent());
        leases.away = false;
        await().until(() -> leases.holder(NAME).isPresent());
        assertThat(diary.entries).containsExactly("gained");

        leases.release(holder.held().orElseThrow());
        leases.tryAcquire(NAME, "thief", URI.create("http://127.0.0.1:1"), Duration.ofHours(1));
        await().until(() -> diary.entries.equals(List.of("gained", "lost")));
    }

    @Test
    void closingWaitsUntilTheListenerHasStopped() throws InterruptedException {
        CountDownLatch ceasing = new CountDownLatch(1);
        CountDownLatch mayCease = new CountDownLatch(1);
        Diary diary = new Diary() {
            @Override
            public void lost(Lease lease) {
                ceasing.countDown();
                awaitUninterruptibly(mayCease);
                super.lost(lease);
            }
        };
        LeaseHolder holder = holder("a", diary);
        await().until(() -> holder.held().isPresent());
        Thread closing = Thread.ofVirtual().start(holder::close);
        ceasing.await();

        await().during(LeaseHolder.RELEASE_LIMIT.plusSeconds(1))
                .atMost(Duration.ofMinutes(1))
                .until(() -> closing.isAlive() && leases.holder(NAME).isPresent());
        mayCease.countDown();
        closing.join();

        assertThat(diary.entries).containsExactly("gained", "lost");
        assertThat(leases.holder(NAME)).isEmpty();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static class Diary implements LeaseListener {
        final List<String> entries = new CopyOnWriteArrayList<>();
        final List<String> whose = new CopyOnWriteArrayList<>();

        @Override
        public void gained(Lease lease) {
            entries.add("gained");
        }

        @Override
        public void lost(Lease lease) {
            entries.add("lost");
        }

        @Override
        public void elsewhere() {
            whose.add("another's");
        }

        @Override
        public void unanswered() {
            whose.add("not said");
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
                throw new MongoTimeoutException("the store is away");
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
        public List<Lease> heldBy(String owner) {
            return reach().heldBy(owner);
        }

        @Override
        public Optional<Lease> holder(String name) {
            return reach().holder(name);
        }
    }
}
