package dev.muzon.coordination.lease;

import dev.muzon.testkit.MongoFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoLeasesTest extends LeasesContract {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Override
    Leases createLeases() {
        mongo.clean();
        return new MongoLeases(mongo.database(), clock);
    }
}
