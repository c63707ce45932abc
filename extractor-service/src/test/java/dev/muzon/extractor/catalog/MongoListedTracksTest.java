package dev.muzon.extractor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoListedTracksTest extends ListedTracksContract {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final TestClock clock = TestClock.create();
    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final MongoListedTracks tracks = new MongoListedTracks(
            mongo, new StoredDocuments(mongo, new FailureLog(FailureClassifier.of(List.of()), List.of())), clock);

    @Override
    ListedTracks tracks() {
        return tracks;
    }

    @Test
    void whatNobodyListedForAMonthIsSwept() {
        FoundTrack old = track("old", "Nocturne");
        FoundTrack again = track("again", "Nocturne");
        tracks.save("library", old);
        tracks.save("library", again);
        clock.advance(Duration.ofDays(20));
        tracks.save("library", again);
        clock.advance(Duration.ofDays(11));

        tracks.sweep();

        assertThat(tracks.find(idOf(old))).isEmpty();
        assertThat(tracks.find(idOf(again))).isPresent();
    }

    @Test
    void aListedTrackThatCannotBeReadFailedThePickOfIt() {
        FoundTrack track = track("broken", "Nocturne");
        tracks.save("library", track);
        MONGO.database().getCollection("listed-tracks").updateOne(Filters.eq(idOf(track)), Updates.unset("reference"));

        assertThat(tracks.find(idOf(track))).isEmpty();
    }
}
