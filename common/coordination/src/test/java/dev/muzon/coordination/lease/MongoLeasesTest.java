package dev.muzon.coordination.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.MongoFixture;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoLeasesTest extends LeasesContract {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Override
    Leases createLeases() {
        mongo.clean();
        return new MongoLeases(mongo.database(), clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{address: 'not an address'}", "{address: null}", "{token: 'x'}"})
    void oneLeaseThatCannotBeReadHidTheOthersOfItsOwner(String broken) {
        Leases leases = createLeases();
        for (String name : List.of("player:-1", "player:-2")) {
            assertThat(leases.tryAcquire(name, "a", URI.create("http://10.0.0.1:8083"), Duration.ofSeconds(10)))
                    .isPresent();
        }
        mongo.database()
                .getCollection("leases")
                .updateOne(new Document("_id", "player:-1"), new Document("$set", Document.parse(broken)));

        assertThat(leases.heldBy("a")).extracting(Lease::name).containsExactly("player:-2");
        assertThat(leases.holder("player:-1")).isEmpty();
    }

    // A restored backup has no leases. Whatever the new owner of a chat saved was refused.
    @Test
    void aLeaseThatWasLostBeganAgainBelowWhatWasSavedUnderIt() {
        Leases leases = createLeases();
        URI address = URI.create("http://10.0.0.1:8083");
        for (String owner : List.of("a", "b", "c")) {
            assertThat(leases.tryAcquire("player:-1", owner, address, Duration.ofSeconds(10)))
                    .isPresent();
            clock.advance(Duration.ofSeconds(10));
        }
        long before = leases.tryAcquire("player:-1", "d", address, Duration.ofSeconds(10))
                .orElseThrow()
                .token();
        mongo.database().getCollection("leases").drop();
        clock.advance(Duration.ofSeconds(10));

        assertThat(leases.tryAcquire("player:-1", "e", address, Duration.ofSeconds(10)))
                .hasValueSatisfying(lease -> assertThat(lease.token()).isGreaterThan(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{until: 'tomorrow'}", "{until: null}", "{until: 7}"})
    void aLeaseWhoseEndIsNoTimeCouldNeverBeAcquiredAgain(String broken) {
        Leases leases = createLeases();
        URI address = URI.create("http://10.0.0.1:8083");
        leases.tryAcquire("bot-leader", "a", address, Duration.ofSeconds(10));
        mongo.database()
                .getCollection("leases")
                .updateOne(new Document("_id", "bot-leader"), new Document("$set", Document.parse(broken)));

        assertThat(leases.tryAcquire("bot-leader", "b", address, Duration.ofSeconds(10)))
                .isPresent();
    }

    @Test
    void aLeaseWithoutANumberCouldNeverBeAcquiredAgain() {
        Leases leases = createLeases();
        URI address = URI.create("http://10.0.0.1:8083");
        long before = leases.tryAcquire("bot-leader", "a", address, Duration.ofSeconds(10))
                .orElseThrow()
                .token();
        mongo.database()
                .getCollection("leases")
                .updateOne(new Document("_id", "bot-leader"), new Document("$set", new Document("token", "x")));
        clock.advance(Duration.ofSeconds(10));

        assertThat(leases.tryAcquire("bot-leader", "b", address, Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(leases.tryAcquire("bot-leader", "b", address, Duration.ofSeconds(10)))
                .hasValueSatisfying(lease -> assertThat(lease.token()).isGreaterThan(before));
    }
}
