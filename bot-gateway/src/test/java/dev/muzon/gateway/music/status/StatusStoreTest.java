package dev.muzon.gateway.music.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.NewerJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class StatusStoreTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private static final StatusMessage MESSAGE = new StatusMessage(
            "tg:123456789:42",
            -1_001_234_567_890L,
            512,
            true,
            Instant.parse("2026-01-01T00:00:00Z"),
            77,
            511,
            null,
            null,
            "5c0cbb9e-8f5c-4b52-9f8e-0d2f7a1f3b11");

    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final StatusStore store = new StatusStore(mongo, new StoredDocuments(mongo, FAILURES), new StorePatience());

    @Test
    void aStatusMessageOfTheFirstReleaseIsRead() throws IOException {
        mongo.save(golden(), StatusMessage.COLLECTION);

        assertThat(store.find(MESSAGE.id())).contains(MESSAGE);
    }

    @Test
    void fieldsOfANewerVersionDoNotHideAStatusMessage() throws IOException {
        mongo.save(Document.parse(NewerJson.of(golden().toJson())), StatusMessage.COLLECTION);

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

    @Test
    void oneDocumentThatCannotBeReadHidTheOtherRequestsOfItsChat() {
        mongo.remove(new Query(), StatusMessage.COLLECTION);
        Instant now = MESSAGE.created();
        store.insert(request("open", -1, 2, now.minusSeconds(1)));
        StatusMessage asked = request("asked", -1, 5, now);
        store.insert(asked);
        mongo.save(
                new Document("_id", "bad")
                        .append("chatId", -1L)
                        .append("created", now)
                        .append("settled", false)
                        .append("request", 3)
                        .append("asked", new Document()),
                StatusMessage.COLLECTION);

        assertThat(store.openBetween(-1, now.minusSeconds(60), asked)).containsExactly("open");
        assertThat(store.find("bad")).isEmpty();
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is("bad")),
                Update.update("created", now.plusSeconds(1)),
                StatusMessage.COLLECTION);
        assertThat(store.latestRequest(-1)).contains(asked);
    }

    private static StatusMessage request(String id, long chat, int message, Instant created) {
        return new StatusMessage(id, chat, null, false, created, null, message, null, null, null);
    }

    private static Document golden() throws IOException {
        try (var golden = StatusStoreTest.class.getResourceAsStream("/golden/0.1.0/status-message.json")) {
            return Document.parse(new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
