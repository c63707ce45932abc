package dev.muzon.gateway.music.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;

class RetentionTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final TestClock clock = TestClock.create();
    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final Retention retention = new Retention(mongo, clock);

    @ParameterizedTest
    @ValueSource(strings = {"status-messages", "handled-updates"})
    void whatIsSweptByAgeHasAnIndexOnItsAge(String collection) {
        retention.createIndexes();
        retention.createIndexes();

        assertThat(MONGO.database().getCollection(collection).listIndexes())
                .extracting(index -> index.get("key", Document.class))
                .contains(new Document("created", 1));
    }

    @Test
    void updatesOlderThanTwoDaysAreForgotten() {
        for (String collection : List.of("status-messages", "handled-updates")) {
            mongo.insert(new Document("_id", "old").append("created", Date.from(clock.instant())), collection);
        }
        clock.advance(Duration.ofDays(2).plusSeconds(1));
        mongo.insert(new Document("_id", "young").append("created", Date.from(clock.instant())), "handled-updates");

        retention.sweep();

        assertThat(mongo.findAll(Document.class, "handled-updates"))
                .extracting(document -> document.getString("_id"))
                .containsExactly("young");
        assertThat(mongo.findAll(Document.class, "status-messages")).isEmpty();
    }
}
