package dev.muzon.gateway.music.favourite;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.store.StoredDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The favourite tracks of each person, the newest first. */
@Component
class Favourites {
    /** The most tracks of one person. */
    static final int MOST = 50;

    private static final Logger log = LoggerFactory.getLogger(Favourites.class);

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final JsonMapper json;

    Favourites(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, JsonMapper json) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.json = json;
    }

    /**
     * A person's favourites.
     *
     * @param tracks as JSON
     */
    @Document("favourites")
    record Stored(@Id long person, @Nullable List<String> tracks) {}

    /** Returns a person's favourites. */
    List<Track> of(long person) {
        return patience.ask(() -> read(person));
    }

    /**
     * Adds a track, or moves it to the front.
     *
     * @return false when there are as many as there may be
     */
    synchronized boolean add(long person, Track track) {
        return patience.ask(() -> {
            List<Track> tracks = new ArrayList<>(read(person));
            tracks.removeIf(other -> other.id().equals(track.id()));
            if (tracks.size() >= MOST) {
                return false;
            }
            tracks.addFirst(track);
            save(person, tracks);
            return true;
        });
    }

    /**
     * Takes a track away.
     *
     * @param position 1 is the newest
     */
    synchronized Optional<Track> remove(long person, int position) {
        return patience.ask(() -> {
            List<Track> tracks = new ArrayList<>(read(person));
            if (position > tracks.size()) {
                return Optional.<Track>empty();
            }
            Track removed = tracks.remove(position - 1);
            save(person, tracks);
            return Optional.of(removed);
        });
    }

    private List<Track> read(long person) {
        return stored
                .find(person, Stored.class)
                .flatMap(all -> Optional.ofNullable(all.tracks()))
                .orElse(List.of())
                .stream()
                .flatMap(track -> read(track).stream())
                .toList();
    }

    private Optional<Track> read(String track) {
        try {
            return Optional.of(json.readValue(track, Track.class));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            log.warn("Favourite track not understood: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void save(long person, List<Track> tracks) {
        mongo.save(
                new Stored(person, tracks.stream().map(json::writeValueAsString).toList()));
    }
}
