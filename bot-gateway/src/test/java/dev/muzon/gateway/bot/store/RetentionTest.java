package dev.muzon.gateway.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.GatewayTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class RetentionTest extends GatewayTest {
    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private List<ShortLived> stores;

    @Autowired
    private Clock clock;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status-messages",
                "handled-updates",
                "handled-commands",
                "card-tracks",
                "song-lines",
                "skip-votes",
                "told-troubles"
            })
    void documentsOlderThanTwoDaysAreForgotten(String collection) {
        Instant now = clock.instant();
        Instant twoDaysAgo = now.minus(Duration.ofDays(2));
        mongo.insert(created("old", twoDaysAgo.minusSeconds(1)), collection);
        mongo.insert(created("young", twoDaysAgo.plusSeconds(60)), collection);
        var retention = new Retention(mongo, stores, Clock.fixed(now, clock.getZone()));

        retention.sweep();
        retention.sweep();

        assertThat(mongo.findById("old", Document.class, collection)).isNull();
        assertThat(mongo.findById("young", Document.class, collection)).isNotNull();
        assertThat(mongo.getCollection(collection).listIndexes())
                .extracting(index -> index.get("key", Document.class))
                .contains(new Document("created", 1));
        mongo.remove(created("young", twoDaysAgo.plusSeconds(60)), collection);
    }

    private static Document created(String id, Instant created) {
        return new Document("_id", id).append("created", Date.from(created));
    }
}
