package dev.muzon.gateway.music.album;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

class MongoAlbumStoreTest extends AlbumStoreContract {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    @Override
    AlbumStore store() {
        var mongo = new MongoTemplate(MONGO.client(), MONGO.database().getName());
        var failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
        return new MongoAlbumStore(
                mongo, new StoredDocuments(mongo, failures), new StorePatience(), JsonMapper.shared(), failures);
    }

    @Test
    void oneFileThatCannotBeReadCostTheWholeAlbum() {
        var album = new AlbumStore.Key(-6, "13");
        store().add(album, 1, file("a"), Instant.EPOCH);
        store().add(album, 3, file("c"), Instant.EPOCH);
        MONGO.database()
                .getCollection("albums")
                .updateOne(
                        new Document("_id", album.toString()), new Document("$set", new Document("items.m2", "{\"id")));

        assertThat(store().items(album)).containsExactly(file("a"), file("c"));
    }

    @Test
    void anItemWithoutTheNumberOfItsMessageCostTheWholeAlbum() {
        var album = new AlbumStore.Key(-7, "13");
        store().add(album, 1, file("a"), Instant.EPOCH);
        MONGO.database()
                .getCollection("albums")
                .updateOne(new Document("_id", album.toString()), new Document("$set", new Document("items.mx", "{}")));

        assertThat(store().items(album)).containsExactly(file("a"));
    }
}
