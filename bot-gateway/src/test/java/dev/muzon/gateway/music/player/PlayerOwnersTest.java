package dev.muzon.gateway.music.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.coordination.lease.InMemoryLeases;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses of players whose instances live, end or have died. */
class PlayerOwnersTest {
    private static final PlayerId PLAYER = new PlayerId(-100);
    private static final String OWNER = "voice-call-service@host#1";
    private static final URI ADDRESS = URI.create("http://10.0.0.1:8083");
    private static final Duration INSTANCE = Duration.ofSeconds(8);

    private final TestClock clock = TestClock.create();
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final PlayerOwners owners = new PlayerOwners(
            leases,
            new StorePatience(),
            () -> clock.instant().toEpochMilli() * 1_000_000,
            new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @Test
    void anInstanceThatDiedIsNotAskedForTheChatsThatItOwned() {
        leases.tryAcquire(PLAYER.lease(), OWNER, ADDRESS, Duration.ofDays(3_650));
        leases.tryAcquire(Leases.ofInstance(OWNER), OWNER, ADDRESS, INSTANCE);
        assertThat(owners.of(PLAYER)).contains(ADDRESS);

        clock.advance(INSTANCE);

        assertThat(owners.of(PLAYER)).as("any instance finds the next owner").isEmpty();
    }

    @Test
    void aChatThatNobodyOwnsHasNoAddress() {
        leases.tryAcquire(Leases.ofInstance(OWNER), OWNER, ADDRESS, INSTANCE);

        assertThat(owners.of(PLAYER)).isEmpty();
    }
}
