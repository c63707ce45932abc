package dev.muzon.gateway.music.favourite;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The favourite tracks of each person, the newest first. */
@Component
class Favourites {
    /** The most tracks of one person. */
    static final int MOST = 50;

    /** Sources round lengths in different ways. */
    private static final Duration ROUNDED = Duration.ofSeconds(2);

    /** Each try is lost to a change that was made, so that few suffice. */
    private static final int TRIES = 100;

    private static final String TRACKS = "tracks";

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

    /** The outcomes of an addition. */
    enum Added {
        NEW,
        /** It was there already, perhaps from another source. It moved to the front. */
        AGAIN,
        /** There are as many as there may be. */
        FULL
    }

    /** Adds a track, or moves it to the front. The source that was heard last is the one that is kept. */
    Added add(long person, Track track) {
        var again = new AtomicBoolean();
        return change(person, kept -> {
                    again.set(kept.removeIf(other -> same(other.track(), track)));
                    if (kept.size() >= MOST) {
                        return Optional.empty();
                    }
                    kept.addFirst(new Kept(json.writeValueAsString(track), track));
                    return Optional.of(track);
                })
                .map(_ -> again.get() ? Added.AGAIN : Added.NEW)
                .orElse(Added.FULL);
    }

    /** Returns whether a person would call two tracks the same song: the same names, and the same length. */
    private static boolean same(Track one, Track other) {
        return one.id().equals(other.id())
                || (one.title().equalsIgnoreCase(other.title())
                        && artist(one).equalsIgnoreCase(artist(other))
                        && sameLength(one.duration(), other.duration()));
    }

    private static String artist(Track track) {
        return Objects.requireNonNullElse(track.artist(), "");
    }

    private static boolean sameLength(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return Objects.equals(one, other);
        }
        return one.minus(other).abs().compareTo(ROUNDED) <= 0;
    }

    /**
     * Takes a track away.
     *
     * @param position 1 is the newest
     */
    Optional<Track> remove(long person, int position) {
        return change(
                person,
                kept -> position > kept.size()
                        ? Optional.empty()
                        : Optional.of(kept.remove(position - 1).track()));
    }

    /** A track as it is stored and as it is read. */
    private record Kept(String json, Track track) {}

    /**
     * Changes a list, only as long as it is the one that was read. Of two changes at once, here or at two gateways, the
     * later one begins again.
     *
     * @param work changes the list and returns the track that it is about, empty when nothing is to be changed
     */
    private Optional<Track> change(long person, Function<List<Kept>, Optional<Track>> work) {
        return patience.ask(() -> {
            for (int i = 0; i < TRIES; i++) {
                Optional<Stored> before = stored.find(person, Stored.class);
                List<Kept> kept = new ArrayList<>(kept(before));
                Optional<Track> about = work.apply(kept);
                if (about.isEmpty()
                        || replace(person, before, kept.stream().map(Kept::json).toList())) {
                    return about;
                }
            }
            throw new OptimisticLockingFailureException("favourites of " + person + " change all the time");
        });
    }

    /** Returns whether the list was still the one that was read. */
    private boolean replace(long person, Optional<Stored> before, List<String> tracks) {
        if (before.isEmpty()) {
            try {
                mongo.insert(new Stored(person, tracks));
                return true;
            } catch (DuplicateKeyException e) {
                // One that was made meanwhile is read at the next try. One that nobody can read gives way.
                if (stored.find(person, Stored.class).isEmpty()) {
                    stored.setAside(person, Stored.class);
                }
                return false;
            }
        }
        var same = query(where("_id").is(person).and(TRACKS).is(before.get().tracks()));
        return mongo.updateFirst(same, Update.update(TRACKS, tracks), Stored.class)
                        .getMatchedCount()
                == 1;
    }

    private List<Track> read(long person) {
        return kept(stored.find(person, Stored.class)).stream().map(Kept::track).toList();
    }

    private List<Kept> kept(Optional<Stored> all) {
        return all.flatMap(it -> Optional.ofNullable(it.tracks())).orElse(List.of()).stream()
                .flatMap(track -> read(track).map(it -> new Kept(track, it)).stream())
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
}
