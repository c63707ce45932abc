package dev.muzon.gateway.card;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.protocol.player.PlayerView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The cards, one per chat, where a restart finds them again. */
@Component
class CardStore {
    private final MongoTemplate mongo;
    private final JsonMapper json;

    CardStore(MongoTemplate mongo, JsonMapper json) {
        this.mongo = mongo;
        this.json = json;
    }

    /** @param player JSON: the words between the services are not the database's to know */
    @Document("cards")
    record Saved(@Id long chatId, int messageId, String player, boolean over) {}

    Optional<Card> find(long chatId) {
        return Optional.ofNullable(mongo.findById(chatId, Saved.class)).map(this::read);
    }

    Optional<Card> live(long chatId) {
        return find(chatId).filter(card -> !card.over());
    }

    List<Card> all() {
        return mongo.findAll(Saved.class).stream().map(this::read).toList();
    }

    void save(Card card) {
        mongo.save(new Saved(card.chatId(), card.messageId(), json.writeValueAsString(card.player()), card.over()));
    }

    void remove(long chatId) {
        mongo.remove(query(where("_id").is(chatId)), Saved.class);
    }

    private Card read(Saved saved) {
        PlayerView player = json.readValue(saved.player(), PlayerView.class);
        return new Card(saved.messageId(), Objects.requireNonNull(player.current()), player, saved.over());
    }
}
