package dev.muzon.gateway.music.album;

import dev.muzon.testkit.MongoFixture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

class MongoAlbumStoreTest extends AlbumStoreContract {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    @Override
    AlbumStore store() {
        return new MongoAlbumStore(
                new MongoTemplate(MONGO.client(), MONGO.database().getName()), JsonMapper.shared());
    }
}
