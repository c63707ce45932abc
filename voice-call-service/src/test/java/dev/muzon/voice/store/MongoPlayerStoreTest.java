package dev.muzon.voice.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.NewerJson;
import dev.muzon.voice.player.Modes;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import dev.muzon.voice.player.PlayerStoreContract;
import dev.muzon.voice.player.Queued;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoPlayerStoreTest extends PlayerStoreContract {
    private static final long CHAT = -1001234567890L;
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    private static final PlayerId PLAYER = new PlayerId(CHAT);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Override
    protected PlayerStore create() {
        mongo.clean();
        var failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
        return new MongoPlayerStore(
                new MongoTemplate(mongo.client(), mongo.database().getName()),
                failures,
                meters,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void unfinishedPlayersAreFoundByAnIndex() {
        var store = (MongoPlayerStore) create();

        store.createIndexes();

        assertThat(mongo.database().getCollection("players").listIndexes())
                .extracting(index -> index.get("key", Document.class).keySet())
                .contains(Set.of("unfinished"));
    }

    @Test
    void aPlayerOfVersion010IsRead() throws IOException {
        PlayerStore store = create();
        insert(golden("0.1.0"));

        PlayerStore.Saved saved = store.find(PLAYER).orElseThrow();

        PlayerSnapshot player = saved.player();
        assertThat(player.position()).isEqualTo(Duration.ofMillis(61_337));
        assertThat(player.volume()).isEqualTo(80);
        assertThat(player.stoppedBy()).isZero();
        assertThat(player.current()).satisfies(current -> {
            assertThat(current.sequence()).isZero();
            assertThat(current.entry()).extracting(QueueEntry::requestId).isEqualTo("tg:1");
        });
        assertThat(player.upcoming()).singleElement().extracting(Queued::ticket).isEqualTo(1L);
        assertThat(player.modes().order()).isEqualTo(PlayOrder.AS_QUEUED);
        assertThat(player.history()).isEmpty();
        assertThat(saved.unsaid())
                .extracting(word -> (Object) word.event().getClass())
                .containsExactly(PlayerEvent.TrackEnded.class, PlayerEvent.TrackStarted.class);
    }

    @Test
    void aPlayerFromBeforeTheSnapshotHadAVersionGetsTicketsInTheOrderInWhichItsTracksWait() throws IOException {
        PlayerStore store = create();
        insert(golden("version-1"));

        PlayerSnapshot player = store.find(PLAYER).orElseThrow().player();

        assertThat(player.upcoming()).extracting(Queued::ticket).containsExactly(1L, 2L);
        assertThat(player.modes().loop()).isEqualTo(Loop.OFF);
        assertThat(player.lost()).isNull();
        assertThat(player.sleepsAt()).isNull();
        assertThat(player.stoppedAt()).isNull();
    }

    @Test
    void aPlayerIsStoredInTheFormOfItsVersion() throws IOException {
        PlayerStore store = create();
        Document golden = golden("version-2");
        insert(golden);

        store.save(store.find(PLAYER).orElseThrow(), 7);

        assertThat(stored().get("saved", Document.class)).isEqualTo(golden);
    }

    @Test
    void fieldsOfANewerVersionDoNotChangeAPlayer() throws IOException {
        PlayerStore store = create();
        Document golden = golden("version-2");
        insert(golden);
        PlayerStore.Saved known = store.find(PLAYER).orElseThrow();
        mongo.clean();
        insert(Document.parse(NewerJson.of(golden.toJson())));

        assertThat(store.find(PLAYER)).contains(known);
        assertThat(meters.counter("muzon.voice.players.unreadable").count()).isZero();
    }

    @Test
    void missingFieldsHaveDefaults() {
        PlayerStore store = create();
        insert(new Document("player", new Document("chat", new Document("id", CHAT))));

        assertThat(store.find(PLAYER))
                .contains(new PlayerStore.Saved(PlayerSnapshot.unused(ChatRef.of(CHAT)), List.of()));
    }

    @Test
    void anUnreadablePlayerIsSetAsideAndItsChatBeginsEmpty() {
        PlayerStore store = create();
        insert(new Document("player", "no player at all"));

        assertThat(store.unfinished()).containsExactly(new PlayerStore.Unfinished(PLAYER, true));
        PlayerSnapshot fresh = store.find(PLAYER).orElseThrow().player();

        assertThat(fresh.current()).isNull();
        assertThat(fresh.upcoming()).isEmpty();
        assertThat(store.unfinished()).isEmpty();
        assertThat(stored().get("unreadable", Document.class)).isNotNull();
        assertThat(meters.counter("muzon.voice.players.unreadable").count()).isEqualTo(1);
    }

    @Test
    void aPlayerThatWasSetAsideIsFollowedByOneOfHigherNumbers() {
        PlayerStore store = create();
        insert(new Document("player", "nothing"));

        for (int i = 0; i < 2; i++) {
            PlayerSnapshot fresh = store.find(PLAYER).orElseThrow().player();
            assertThat(fresh.epoch()).isEqualTo(NOW.toEpochMilli());
            assertThat(fresh.revision()).isEqualTo(NOW.toEpochMilli());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'modes': {'loop': {'mode': 'QUEUE', 'left': 0}, 'order': 'OF_TOMORROW', 'seed': 1}",
                "'modes': {'loop': {'mode': 'OF_TOMORROW'}, 'order': 'FAIR', 'seed': 1}",
                "'modes': 'odd'",
                "'sound': {'speed': 'fast'}",
                "'sleepsAt': 'tomorrow'",
                "'withdrawn': 'all'",
                "'withdrawn': [{'sequence': 'odd'}, {}]",
                "'alone': {}",
                "'alone': 'very'",
                "'lost': {'kind': 'OF_TOMORROW'}",
                "'pausedBy': 'Ann'",
                "'told': [{'odd': 1}]",
                "'stoppedAt': 'yesterday'",
                "'movedTo': 'elsewhere'",
                "'volume': 'loud'",
                "'chat': 'odd'",
                "'epoch': 'odd'",
                "'revision': {}"
            })
    void aFieldThatCannotBeReadDoesNotTakeTheQueueWithIt(String field) throws IOException {
        PlayerStore store = create();
        Document saved = golden("version-2");
        saved.get("player", Document.class).putAll(Document.parse("{" + field + "}"));
        insert(saved);

        PlayerSnapshot player = store.find(PLAYER).orElseThrow().player();

        assertThat(player.current()).isNotNull();
        assertThat(player.upcoming()).hasSize(2);
        assertThat(player.position()).isEqualTo(Duration.ofMillis(61_337));
        assertThat(player.id()).isEqualTo(PLAYER);
        assertThat(player.epoch()).isGreaterThanOrEqualTo(3);
        assertThat(player.revision()).isGreaterThanOrEqualTo(9);
        assertThat(stored().get("unreadable")).isNull();
        assertThat(meters.counter("muzon.voice.players.unreadable").count()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'volume': -1",
                "'volume': 2000000000",
                "'position': 'PT-1H'",
                "'position': 'PT9000000000H'",
                "'epoch': {'$numberLong': '9223372036854775807'}",
                "'revision': {'$numberLong': '-9'}",
                "'failures': -2000000000",
                "'stoppedBy': {'$numberLong': '-1'}"
            })
    void aNumberOutOfItsBoundsIsCorrected(String field) throws IOException {
        PlayerStore store = create();
        Document saved = golden("version-2");
        saved.get("player", Document.class).putAll(Document.parse("{" + field + "}"));
        insert(saved);

        PlayerSnapshot player = store.find(PLAYER).orElseThrow().player();

        assertThat(player.current()).isNotNull();
        assertThat(player.volume()).isBetween(1, 200);
        assertThat(player.position()).isBetween(Duration.ZERO, Track.LONGEST);
        assertThat(player.epoch()).isBetween(0L, Long.MAX_VALUE / 2);
        assertThat(player.revision()).isBetween(0L, Long.MAX_VALUE / 2);
        assertThat(player.failures()).isNotNegative();
        assertThat(player.stoppedBy()).isNotNegative();
        assertThat(meters.counter("muzon.voice.players.unreadable").count()).isZero();
    }

    @Test
    void anUnknownOrderLeavesTheLoopAsItWas() throws IOException {
        PlayerStore store = create();
        Document saved = golden("version-2");
        saved.get("player", Document.class).get("modes", Document.class).put("order", "OF_TOMORROW");
        insert(saved);

        Modes modes = store.find(PLAYER).orElseThrow().player().modes();

        assertThat(modes.order()).isEqualTo(PlayOrder.AS_QUEUED);
        assertThat(modes.loop()).isEqualTo(Loop.QUEUE);
    }

    @Test
    void anUnreadablePlayerStaysFencedAgainstFormerOwners() {
        PlayerStore store = create();
        insert(new Document("player", "nothing"));
        store.find(PLAYER);
        var fresh = new PlayerStore.Saved(PlayerSnapshot.unused(ChatRef.of(CHAT)), List.of());

        assertThat(store.save(fresh, 6)).isFalse();
        assertThat(store.save(fresh, 7)).isTrue();
        assertThat(store.find(PLAYER)).contains(fresh);
    }

    @Test
    void aPlayerWhoseTokenIsNoNumberCouldNeverBeSavedAgain() throws IOException {
        PlayerStore store = create();
        insert(golden("version-2"));
        mongo.database()
                .getCollection("players")
                .updateOne(new Document(), new Document("$set", new Document("token", "x")));

        PlayerStore.Saved saved = store.find(PLAYER).orElseThrow();

        assertThat(store.save(saved, 1)).isTrue();
    }

    @Test
    void aWaitingTrackThatCannotBeReadDoesNotTakeTheQueueWithIt() throws IOException {
        PlayerStore store = create();
        Document saved = golden("0.1.0");
        List<Document> waiting =
                new ArrayList<>(saved.get("player", Document.class).getList("upcoming", Document.class));
        waiting.addFirst(new Document("entry", "nothing"));
        saved.get("player", Document.class).put("upcoming", waiting);
        insert(saved);

        PlayerSnapshot player = store.find(PLAYER).orElseThrow().player();

        assertThat(player.upcoming()).hasSize(waiting.size() - 1);
        assertThat(player.current()).isNotNull();
        assertThat(meters.counter("muzon.voice.players.unreadable").count()).isEqualTo(1);
    }

    @Test
    void theNextTrackTakesThePlaceOfACurrentOneThatCannotBeRead() throws IOException {
        PlayerStore store = create();
        Document saved = golden("0.1.0");
        saved.get("player", Document.class).put("current", new Document("entry", "nothing"));
        insert(saved);

        PlayerSnapshot player = store.find(PLAYER).orElseThrow().player();

        assertThat(player.current()).isNotNull();
        assertThat(player.position()).isZero();
        assertThat(player.upcoming()).isEmpty();
    }

    @Test
    void anEventThatCannotBeReadDoesNotTakeThePlayerWithIt() throws IOException {
        PlayerStore store = create();
        Document saved = golden("0.1.0");
        saved.getList("unsaid", Document.class)
                .getFirst()
                .get("event", Document.class)
                .put("type", "event.tomorrow");
        insert(saved);

        assertThat(store.find(PLAYER).orElseThrow().unsaid())
                .singleElement()
                .satisfies(word -> assertThat(word.event()).isInstanceOf(PlayerEvent.TrackStarted.class));
    }

    @Test
    void aDocumentWithoutItsChatDoesNotHideTheOthers() throws IOException {
        PlayerStore store = create();
        mongo.database().getCollection("players").insertOne(new Document("_id", "player:x").append("unfinished", true));
        insert(golden("0.1.0"));

        assertThat(store.unfinished()).containsExactly(new PlayerStore.Unfinished(PLAYER, true));
    }

    private static Document golden(String version) throws IOException {
        try (InputStream file = MongoPlayerStoreTest.class.getResourceAsStream("/golden/" + version + "/player.json")) {
            return Document.parse(new String(file.readAllBytes(), UTF_8));
        }
    }

    private static void insert(Document saved) {
        mongo.database()
                .getCollection("players")
                .insertOne(new Document("_id", "player:" + CHAT)
                        .append("chat", CHAT)
                        .append("token", 7L)
                        .append("unfinished", true)
                        .append("saved", saved));
    }

    private static Document stored() {
        return mongo.database().getCollection("players").find().first();
    }
}
