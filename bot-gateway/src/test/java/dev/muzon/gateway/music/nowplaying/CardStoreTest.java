package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.testkit.NewerJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

class CardStoreTest extends GatewayTest {
    @Autowired
    private CardStore store;

    @Autowired
    private MongoTemplate mongo;

    private final List<Card> left = new ArrayList<>();

    @Test
    void aCardOfTheFirstReleaseIsReadAndAnUnreadableOneIsSetAside() throws IOException {
        try (var golden = getClass().getResourceAsStream("/golden/0.1.0/card.json")) {
            String json = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            mongo.save(Document.parse(json).append("_id", chat), CardStore.COLLECTION);
        }
        mongo.save(new Document("_id", chat - 500_000).append("player", "{"), CardStore.COLLECTION);

        assertThat(store.all()).anySatisfy(card -> {
            assertThat(card.messageId()).isEqualTo(512);
            assertThat(card.current().track().title()).isEqualTo("Nocturne");
        });
        assertThat(mongo.findById(chat - 500_000, Document.class, CardStore.SET_ASIDE))
                .isNotNull();
        assertThat(mongo.findById(chat - 500_000, Document.class, CardStore.COLLECTION))
                .isNull();
        mongo.remove(Query.query(Criteria.where("_id").is(chat)), CardStore.COLLECTION);
    }

    @Test
    void fieldsOfANewerVersionDoNotHideACard() {
        card(playing(5));
        Card known = store.find(chat).orElseThrow();
        Document stored = Objects.requireNonNull(mongo.findById(chat, Document.class, CardStore.COLLECTION));

        Document newer = Document.parse(NewerJson.of(stored.toJson()));
        newer.put("player", NewerJson.of(stored.getString("player")));
        mongo.save(newer, CardStore.COLLECTION);

        assertThat(store.find(chat)).contains(known);
    }

    // No change matched it, so that the next card of the chat was tried again without end.
    @ParameterizedTest
    @ValueSource(strings = {"{version: 'x'}", "{version: 1.5}", "{version: true}"})
    void aCardWithAnOddVersionCouldNotBeReplaced(String odd) {
        card(playing(5));
        mongo.getCollection(CardStore.COLLECTION)
                .updateOne(new Document("_id", chat), new Document("$set", Document.parse(odd)));

        store.takeOver(Card.of(7, Destination.of(chat), entry, playing(6)), left::add);

        assertThat(left).isEmpty();
        assertThat(store.find(chat))
                .hasValueSatisfying(card -> assertThat(card.messageId()).isEqualTo(7));
    }

    @Test
    void anOlderCardThatIsNotedLateDisplacedTheNewest() {
        Card older = Card.of(20, Destination.of(chat), entry, playing(5));
        Card newest = Card.of(30, Destination.of(chat), entry, playing(5));

        store.takeOver(newest, left::add);
        assertThat(left).isEmpty();
        store.takeOver(older, left::add);
        assertThat(left).containsExactly(older);
        assertThat(store.live(chat))
                .hasValueSatisfying(card -> assertThat(card.messageId()).isEqualTo(30));
        store.removeAny(chat);
    }

    @Test
    void ofTwoChangesToOneCardOnlyTheFirstCounts() {
        card(playing(5));
        Card known = store.live(chat).orElseThrow();
        assertThat(store.replace(known, known.ended())).isTrue();
        assertThat(store.replace(known, known.with(playing(6)))).isFalse();
        assertThat(store.remove(known)).isFalse();
        assertThat(store.find(chat))
                .hasValueSatisfying(card -> assertThat(card.over()).isTrue());
    }
}
