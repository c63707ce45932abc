package dev.muzon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoFixtureTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Test
    void theUriNamesTheFreshDatabase() {
        mongo.database().getCollection("notes").insertOne(new Document("_id", "seen"));

        try (MongoClient client = MongoClients.create(mongo.uri())) {
            String database = new ConnectionString(mongo.uri()).getDatabase();
            assertThat(client.getDatabase(database)
                            .getCollection("notes")
                            .find()
                            .first())
                    .containsEntry("_id", "seen");
        }
    }

    @Test
    void cleaningDeletesCollectionsAndIndexes() {
        mongo.database().getCollection("other").insertOne(new Document());

        mongo.clean();

        assertThat(mongo.database().listCollectionNames().into(new ArrayList<>()))
                .isEmpty();
    }
}
