package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The tracks that the bot's cards are about, so that a reply to one plays it again. Kept for two days. */
@Component
public class CardTracks implements ShortLived {
    private static final Logger log = LoggerFactory.getLogger(CardTracks.class);

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final JsonMapper json;
    private final Clock clock;

    CardTracks(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, JsonMapper json, Clock clock) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The track of a card.
     *
     * @param id the chat and the message
     * @param track as JSON
     */
    @Document("card-tracks")
    record Stored(@Id String id, String track, Instant created) {}

    @Override
    public Class<?> documents() {
        return Stored.class;
    }

    void note(Card card) {
        String track = json.writeValueAsString(card.current().track());
        patience.run(() -> mongo.save(new Stored(id(card.chatId(), card.messageId()), track, clock.instant())));
    }

    /** Returns the track that a message is or was the card of. */
    public Optional<Track> of(long chat, int message) {
        return patience.ask(() -> stored.find(id(chat, message), Stored.class)).flatMap(this::read);
    }

    private Optional<Track> read(Stored stored) {
        try {
            return Optional.of(json.readValue(stored.track(), Track.class));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            log.warn("Track of card {} not understood: {}", stored.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private static String id(long chat, int message) {
        return chat + ":" + message;
    }
}
