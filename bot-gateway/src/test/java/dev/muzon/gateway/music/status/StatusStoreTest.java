package dev.muzon.gateway.music.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

class StatusStoreTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final StatusMessage MESSAGE = new StatusMessage(
            "tg:123456789:42",
            -1_001_234_567_890L,
            512,
            true,
            Instant.parse("2026-01-01T00:00:00Z"),
            77,
            511,
            null,
            "5c0cbb9e-8f5c-4b52-9f8e-0d2f7a1f3b11");

    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final StatusStore store = new StatusStore(mongo);

    @Test
    void aStatusMessageOfTheFirstReleaseIsRead() throws IOException {
        mongo.save(golden(), StatusMessage.COLLECTION);

        assertThat(store.find(MESSAGE.id())).contains(MESSAGE);
    }

    /** Guards older replicas: a field that was renamed or retyped would leave them without the message. */
    @Test
    void aStatusMessageIsStoredAsTheFirstReleaseReadsIt() throws IOException {
        mongo.remove(new Query(), StatusMessage.COLLECTION);
        store.insert(MESSAGE);

        var stored = Objects.requireNonNull(mongo.findById(MESSAGE.id(), Document.class, StatusMessage.COLLECTION));
        stored.remove("_class");
        assertThat(stored).isEqualTo(golden());
    }

    @Test
    void findsTheEarlierRequestsOfAChatThatNobodyHasAnswered() {
        mongo.remove(new Query(), StatusMessage.COLLECTION);
        Instant now = MESSAGE.created();
        store.insert(request("old", -1, 1, now.minusSeconds(61)));
        store.insert(request("open", -1, 2, now.minusSeconds(1)));
        store.insert(request("told", -1, 3, now.minusSeconds(1)));
        store.settled("told");
        store.insert(request("elsewhere", -2, 4, now));
        StatusMessage asked = request("asked", -1, 5, now);
        store.insert(asked);
        store.insert(request("later", -1, 6, now));

        assertThat(store.openBetween(-1, now.minusSeconds(60), asked)).containsExactly("open");
    }

    private static StatusMessage request(String id, long chat, int message, Instant created) {
        return new StatusMessage(id, chat, null, false, created, null, message, null, null);
    }

    private static Document golden() throws IOException {
        try (var golden = StatusStoreTest.class.getResourceAsStream("/golden/0.1.0/status-message.json")) {
            return Document.parse(new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
