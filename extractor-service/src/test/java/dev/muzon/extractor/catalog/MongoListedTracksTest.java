package dev.muzon.extractor.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoListedTracksTest extends ListedTracksContract {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final TestClock clock = TestClock.create();
    private final MongoListedTracks tracks = new MongoListedTracks(
            new MongoTemplate(MONGO.client(), MONGO.database().getName()), clock);

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
}
