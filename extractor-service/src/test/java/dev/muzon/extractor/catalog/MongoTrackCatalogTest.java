package dev.muzon.extractor.catalog;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.NewerJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoTrackCatalogTest extends TrackCatalogContract {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final String TRACKS = "tracks";
    private static final CatalogEntry ENTRY = new CatalogEntry(
            "q83vEjRWeJCrze8SNFZ4kA",
            "library",
            "album/nocturne.flac",
            "Nocturne",
            "Ensemble",
            Duration.ofMillis(61_250),
            true,
            "https://example.org/nocturne",
            "flac",
            "flac",
            Instant.parse("2026-01-01T00:00:00Z"),
            Track.Kind.VOICE_MESSAGE,
            -9.5,
            true,
            "https://pictures.example/nocturne.jpg");

    private final List<Failure> reported = new ArrayList<>();
    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final MongoTrackCatalog catalog = new MongoTrackCatalog(
            mongo, new StoredDocuments(mongo, new FailureLog(FailureClassifier.of(List.of()), List.of(reported::add))));

    @BeforeEach
    void clean() {
        MONGO.clean();
    }

    @Override
    TrackCatalog catalog() {
        return catalog;
    }

    @Test
    void pagesAreLookedUpInAnIndex() {
        catalog.createIndexes();
        catalog.createIndexes();

        assertThat(mongo.indexOps(TRACKS).getIndexInfo())
                .anyMatch(index -> index.isIndexForFields(List.of("link")) && index.isSparse());
    }

    @Test
    void aTrackOfTheFirstReleaseIsRead() throws IOException {
        mongo.save(golden(), TRACKS);

        assertThat(catalog.find(ENTRY.id())).contains(ENTRY);
    }

    @Test
    void fieldsOfANewerVersionDoNotHideATrack() throws IOException {
        mongo.save(Document.parse(NewerJson.of(golden().toJson())), TRACKS);

        assertThat(catalog.find(ENTRY.id())).contains(ENTRY);
    }

    /** Guards older replicas: a field that was renamed or retyped would leave them without the track. */
    @Test
    void aTrackIsStoredAsTheFirstReleaseReadsIt() throws IOException {
        catalog.save(ENTRY);

        var stored = Objects.requireNonNull(mongo.findById(ENTRY.id(), Document.class, TRACKS));
        stored.remove("_class");
        assertThat(stored).isEqualTo(golden());
    }

    @Test
    void aTrackWithoutTheFieldsThatMayBeMissingHasTheirDefaults() throws IOException {
        Document old = golden();
        List.of("title", "artist", "duration", "link", "found", "kind", "loudness", "closest", "cover")
                .forEach(old::remove);
        mongo.save(old, TRACKS);

        CatalogEntry read = catalog.find(ENTRY.id()).orElseThrow();

        assertThat(read.track().title()).isEqualTo(Track.titleOf(null));
        assertThat(read.reference()).isEqualTo(ENTRY.reference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{duration: {}}", "{kind: 'OPERA'}", "{reference: null}", "{format: null}", "{found: 'x'}"})
    void aTrackThatCannotBeReadFailedEveryQuestionForIt(String broken) throws IOException {
        mongo.save(golden(), TRACKS);
        MONGO.database().getCollection(TRACKS).updateOne(eq(ENTRY.id()), new Document("$set", Document.parse(broken)));

        assertThat(catalog.find(ENTRY.id())).isEmpty();
        assertThat(reported).extracting(Failure::code).containsExactly(FailureCode.DOCUMENT_UNREADABLE);
    }

    private static Document golden() throws IOException {
        try (var golden = MongoTrackCatalogTest.class.getResourceAsStream("/golden/0.1.0/track.json")) {
            return Document.parse(new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
