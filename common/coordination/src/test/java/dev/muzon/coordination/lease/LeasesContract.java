package dev.muzon.coordination.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of all leases. */
abstract class LeasesContract {
    private static final URI HERE = URI.create("http://10.0.0.1:8083");
    private static final URI THERE = URI.create("http://10.0.0.2:8083");
    private static final Duration TTL = Duration.ofSeconds(10);
    private static final String NAME = "player:-100";

    final TestClock clock = TestClock.create();
    private Leases leases;

    abstract Leases createLeases();

    @BeforeEach
    void create() {
        leases = createLeases();
    }

    private Optional<Lease> acquire(String owner, URI address) {
        return leases.tryAcquire(NAME, owner, address, TTL);
    }

    @Test
    void aFreeNameCanBeAcquired() {
        Lease lease = acquire("a", HERE).orElseThrow();

        assertThat(lease)
                .isEqualTo(new Lease(
                        NAME, "a", HERE, lease.token(), clock.instant().plus(TTL)));
        assertThat(leases.holder(NAME)).contains(lease);
        assertThat(leases.holder("player:-200")).isEmpty();
    }

    @Test
    void aHeldNameCannotBeAcquired() {
        assertThat(acquire("a", HERE)).isPresent();

        assertThat(acquire("b", THERE)).isEmpty();
        assertThat(leases.tryAcquire("player:-200", "b", THERE, TTL))
                .as("another name")
                .isPresent();
    }

    @Test
    void theOwnerAcquiringAgainRenewsAndKeepsTheToken() {
        Lease first = acquire("a", HERE).orElseThrow();
        clock.advance(Duration.ofSeconds(4));

        Lease again = acquire("a", HERE).orElseThrow();

        assertThat(again.token()).isEqualTo(first.token());
        assertThat(again.until()).isEqualTo(first.until().plusSeconds(4));
        assertThat(leases.renew(first, TTL)).isTrue();
    }

    @Test
    void anExpiredNameGoesToTheNextWithAHigherToken() {
        Lease former = acquire("a", HERE).orElseThrow();
        clock.advance(TTL);
        assertThat(leases.holder(NAME)).isEmpty();

        Lease next = acquire("b", THERE).orElseThrow();

        assertThat(next.token()).isGreaterThan(former.token());
        assertThat(leases.holder(NAME)).map(Lease::address).contains(THERE);
        assertThat(leases.renew(former, TTL)).isFalse();
        leases.release(former);
        assertThat(leases.holder(NAME)).contains(next);
    }

    @Test
    void aDeadHoldersNameIsInheritedOnceWithAHigherToken() {
        Lease dead = acquire("a", HERE).orElseThrow();

        Lease heir = leases.inherit(dead, "b", THERE, TTL).orElseThrow();

        assertThat(heir.token()).isGreaterThan(dead.token());
        assertThat(leases.holder(NAME)).contains(heir);
        assertThat(leases.renew(dead, TTL)).isFalse();
        assertThat(leases.inherit(dead, "c", THERE, TTL)).isEmpty();
        assertThat(leases.holder(NAME)).contains(heir);
    }

    @Test
    void renewingExtendsTheLease() {
        Lease lease = acquire("a", HERE).orElseThrow();
        clock.advance(Duration.ofSeconds(9));

        assertThat(leases.renew(lease, TTL)).isTrue();
        clock.advance(Duration.ofSeconds(9));
        assertThat(acquire("b", THERE)).isEmpty();
    }

    @Test
    void anOwnersLeasesAreFoundUntilTheyAreReleasedOrExpire() {
        Lease lease = acquire("a", HERE).orElseThrow();
        leases.tryAcquire("player:-200", "b", THERE, TTL);
        Lease other =
                leases.tryAcquire("player:-300", "a", HERE, TTL.multipliedBy(2)).orElseThrow();

        assertThat(leases.heldBy("a")).containsExactlyInAnyOrder(lease, other);
        assertThat(leases.heldBy("c")).isEmpty();
        clock.advance(TTL);
        assertThat(leases.heldBy("a")).containsExactly(other);
        leases.release(other);
        assertThat(leases.heldBy("a")).isEmpty();
    }

    @Test
    void aNameThatNeedsALivingInstanceIsHeldAsLongAsThatInstancesLease() {
        Lease lease = leases.tryAcquire(NAME, "a", HERE, TTL.multipliedBy(100)).orElseThrow();
        assertThat(leases.livingHolder(NAME)).as("its instance was never seen").isEmpty();
        leases.tryAcquire(Leases.ofInstance("a"), "a", HERE, TTL);
        leases.tryAcquire(Leases.ofInstance("b"), "b", THERE, TTL.multipliedBy(100));
        assertThat(leases.livingHolder(NAME)).contains(lease);

        clock.advance(TTL);

        assertThat(leases.holder(NAME)).contains(lease);
        assertThat(leases.livingHolder(NAME)).isEmpty();
    }

    @Test
    void aReleasedNameIsFreeAtOnceAndItsTokenDoesNotGoBack() {
        Lease first = acquire("a", HERE).orElseThrow();
        leases.release(first);

        assertThat(leases.holder(NAME)).isEmpty();
        assertThat(leases.renew(first, TTL)).as("given up").isFalse();
        assertThat(acquire("b", THERE).orElseThrow().token()).isGreaterThan(first.token());
    }
}
