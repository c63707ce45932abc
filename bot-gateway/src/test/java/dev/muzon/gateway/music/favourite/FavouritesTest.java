package dev.muzon.gateway.music.favourite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

class FavouritesTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());

    // Of two presses at once the later write undid the earlier one.
    @Test
    void aLateWriteUndidANewerOneOfAnotherGateway() {
        Favourites one = gateway();
        Favourites other = gateway();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? one : other).add(1, track(i)), pool))
                    .toList()
                    .forEach(added -> assertThat(added.join()).isEqualTo(Favourites.Added.NEW));
        }
        assertThat(one.of(1)).hasSize(20).extracting(Track::id).doesNotHaveDuplicates();
    }

    @Test
    void theLimitHoldsForWritesAtOnce() {
        Favourites one = gateway();
        IntStream.range(0, Favourites.MOST - 1).forEach(i -> one.add(2, track(i)));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Favourites.Added> added = IntStream.range(100, 104)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> gateway().add(2, track(i)), pool))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(added).containsOnlyOnce(Favourites.Added.NEW);
        }
        assertThat(one.of(2)).hasSize(Favourites.MOST);
    }

    @Test
    void aTrackThatIsAddedAgainMovesToTheFront() {
        Favourites favourites = gateway();
        IntStream.range(0, 3).forEach(i -> favourites.add(3, track(i)));
        favourites.add(3, track(0));
        assertThat(favourites.of(3)).extracting(Track::id).containsExactly("t0", "t2", "t1");
        assertThat(favourites.remove(3, 2)).map(Track::id).contains("t2");
        assertThat(favourites.remove(3, 3)).isEmpty();
    }

    @Test
    void aListThatNobodyCanReadGivesWayToANewOne() {
        mongo.getCollection("favourites")
                .insertOne(new Document("_id", 4L).append("tracks", new Document("no", "list")));
        assertThat(gateway().add(4, track(0))).isEqualTo(Favourites.Added.NEW);
        assertThat(gateway().of(4)).extracting(Track::id).containsExactly("t0");
        assertThat(mongo.getCollection("favourites-unreadable").countDocuments(new Document("_id", 4L)))
                .isOne();
    }

    private Favourites gateway() {
        return new Favourites(
                mongo,
                new StoredDocuments(mongo, FAILURES),
                new StorePatience(),
                JsonMapper.builder().build());
    }

    private static Track track(int number) {
        return new Track("t" + number, "web", "Song " + number, null, Duration.ofMinutes(3), null);
    }
}
