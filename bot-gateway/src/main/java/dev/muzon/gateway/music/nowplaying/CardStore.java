package dev.muzon.gateway.music.nowplaying;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cards, one per chat, where a restart finds them again. Each change names the version it was made of, so that two
 * replicas never overwrite each other. People wait for most questions, so none takes longer than their patience. A card that this version cannot read is set aside.
 */
@Component
class CardStore {
    static final String COLLECTION = "cards";
    static final String SET_ASIDE = "cards-unreadable";
    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String MESSAGE = "messageId";
    private static final String THREAD = "thread";

    private final MongoTemplate mongo;
    private final StorePatience patience;
    private final CardTracks tracks;
    private final JsonMapper json;
    private final FailureLog failures;

    CardStore(MongoTemplate mongo, StorePatience patience, CardTracks tracks, JsonMapper json, FailureLog failures) {
        this.mongo = mongo;
        this.patience = patience;
        this.tracks = tracks;
        this.json = json;
        this.failures = failures;
    }

    Optional<Card> find(long chatId) {
        return patience.ask(() -> Optional.ofNullable(
                        mongo.findOne(query(where(ID).is(chatId)), Document.class, COLLECTION))
                .flatMap(this::read));
    }

    /** Returns the card of what plays. */
    Optional<Card> live(long chatId) {
        return find(chatId).filter(card -> !card.over());
    }

    /** Returns what can be read. The rest is set aside, so that one bad card does not stop the others. */
    List<Card> all() {
        return mongo.findAll(Document.class, COLLECTION).stream()
                .flatMap(stored -> read(stored).stream())
                .toList();
    }

    /** Stores the first card of a chat. Returns whether there was none yet. */
    boolean add(Card card) {
        try {
            patience.run(() -> mongo.insert(write(card), COLLECTION));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Replaces a card. Returns false when it was changed in between. */
    boolean replace(Card known, Card changed) {
        return patience.ask(() -> mongo.update(Document.class)
                .inCollection(COLLECTION)
                .matching(query(same(known)))
                .replaceWith(write(changed.after(known)))
                .findAndReplace()
                .isPresent());
    }

    /**
     * Makes this the card of its chat, unless a later track or a newer message has it by now.
     *
     * @param leftBehind gets the card that may still have buttons: the former one, or this one. It is told before the
     *     change, which may be made although its answer comes too late
     */
    void takeOver(Card fresh, Consumer<Card> leftBehind) {
        tracks.note(fresh);
        while (true) {
            Optional<Card> known = find(fresh.chatId()).filter(card -> card.messageId() != fresh.messageId());
            if (known.isEmpty()) {
                if (add(fresh) || find(fresh.chatId()).isPresent()) {
                    return;
                }
            } else if (isBehind(fresh, known.get())) {
                leftBehind.accept(fresh);
                return;
            } else {
                leftBehind.accept(known.get());
                if (replace(known.get(), fresh)) {
                    return;
                }
            }
        }
    }

    /** Tells whether a card came too late. What could not be stored at once is stored in any order. */
    private static boolean isBehind(Card fresh, Card known) {
        long track = known.player().epoch() - fresh.player().epoch();
        return track > 0 || (track == 0 && known.messageId() > fresh.messageId());
    }

    /** Removes a card unless it was changed in between. */
    boolean remove(Card known) {
        return patience.ask(() -> mongo.remove(query(same(known)), COLLECTION).getDeletedCount() == 1);
    }

    void removeAny(long chatId) {
        patience.run(() -> mongo.remove(query(where(ID).is(chatId)), COLLECTION));
    }

    /** Matches a card in the version that is known. Cards of the first release have none. */
    private static Criteria same(Card known) {
        Criteria criteria = where(ID).is(known.chatId()).and(MESSAGE).is(known.messageId());
        return known.version() == 0
                ? criteria.and(VERSION).in(null, 0L)
                : criteria.and(VERSION).is(known.version());
    }

    private Document write(Card card) {
        return new Document(ID, card.chatId())
                .append(MESSAGE, card.messageId())
                .append(THREAD, card.thread())
                .append("player", json.writeValueAsString(card.player()))
                .append("over", card.over())
                .append(VERSION, card.version());
    }

    private Optional<Card> read(Document stored) {
        try {
            var player = json.readValue(stored.getString("player"), PlayerView.class);
            var current = player.current();
            if (current == null) {
                throw new IllegalArgumentException("a card without a track");
            }
            return Optional.of(new Card(
                    stored.getInteger(MESSAGE),
                    stored.getInteger(THREAD),
                    current,
                    player,
                    Boolean.TRUE.equals(stored.get("over")),
                    version(stored)));
        } catch (JacksonException | IllegalArgumentException | ClassCastException | NullPointerException e) {
            setAside(stored, e);
            return Optional.empty();
        }
    }

    /** Reads the version. A card with an odd one would match no change, and nobody could replace it. */
    private static long version(Document stored) {
        return switch (stored.get(VERSION)) {
            case null -> 0;
            case Long version -> version;
            case Integer version -> version;
            case Object odd -> throw new IllegalArgumentException("the version " + odd);
        };
    }

    private void setAside(Document stored, RuntimeException e) {
        failures.report(
                "stored card",
                Failure.perInstance(
                        FailureCode.DOCUMENT_UNREADABLE,
                        "unreadable, set aside: " + e.getMessage(),
                        "chat:" + stored.get(ID)));
        mongo.save(stored, SET_ASIDE);
        mongo.remove(query(where(ID).is(stored.get(ID))), COLLECTION);
    }
}
