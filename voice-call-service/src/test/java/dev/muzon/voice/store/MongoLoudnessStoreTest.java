package dev.muzon.voice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.MongoFixture;
import dev.muzon.voice.audio.Loudness;
import dev.muzon.voice.audio.LoudnessStore;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoLoudnessStoreTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private final LoudnessStore store = new MongoLoudnessStore(
            new MongoTemplate(mongo.client(), mongo.database().getName()));

    @BeforeEach
    void clean() {
        mongo.clean();
    }

    @Test
    void theLatestLoudnessOfATrackIsFound() {
        store.save("a", new Loudness(-20, 40));
        store.save("a", new Loudness(-9.5, 200.5));

        assertThat(store.find("a")).isEqualTo(new Loudness(-9.5, 200.5));
        assertThat(store.find("b")).isNull();
    }

    @Test
    void aValueThatCannotBeIsNotFound() {
        mongo.database()
                .getCollection("loudness")
                .insertOne(new Document("_id", "a").append("lufs", 4000.0).append("seconds", 3));
        mongo.database().getCollection("loudness").insertOne(new Document("_id", "b").append("lufs", "loud"));

        assertThat(store.find("a")).isNull();
        assertThat(store.find("b")).isNull();
    }
}
