package dev.muzon.voice.store;

import dev.muzon.testkit.MongoFixture;
import dev.muzon.voice.player.PlayerStore;
import dev.muzon.voice.player.PlayerStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoPlayerStoreTest extends PlayerStoreContract {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Override
    protected PlayerStore create() {
        mongo.clean();
        return new MongoPlayerStore(
                new MongoTemplate(mongo.client(), mongo.database().getName()));
    }
}
