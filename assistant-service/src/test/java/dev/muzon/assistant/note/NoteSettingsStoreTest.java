package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

class NoteSettingsStoreTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final TestClock clock = TestClock.create();
    private final NoteSettingsStore store = new NoteSettingsStore(
            mongo, new StoredDocuments(mongo, new FailureLog(FailureClassifier.of(List.of()), List.of())), clock);

    @Test
    void rulesThatCannotBeReadFailedEveryNoteOfTheirAccount() {
        assertThat(store.of("main").isOn()).isTrue();
        MONGO.database()
                .getCollection("noteSettings")
                .updateOne(new Document("_id", "main"), new Document("$set", new Document("since", "yesterday")));

        assertThat(store.of("main")).isEqualTo(NoteSettings.begin("main", store.now()));
    }
}
