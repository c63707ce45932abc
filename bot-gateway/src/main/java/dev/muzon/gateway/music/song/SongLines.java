package dev.muzon.gateway.music.song;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The messages that tell how far songs are, where the next leader finds them. It goes on in the same message with the
 * same track, or takes the message back when the file is there.
 */
@Component
class SongLines implements ShortLived {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final Afterwards afterwards;
    private final JsonMapper json;
    private final Clock clock;
    private final FailureLog failures;

    SongLines(
            MongoTemplate mongo,
            StoredDocuments stored,
            StorePatience patience,
            Afterwards afterwards,
            JsonMapper json,
            Clock clock,
            FailureLog failures) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.afterwards = afterwards;
        this.json = json;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * The state of a song that is under way.
     *
     * @param message {@link Outbox#DROPPED} when there is none
     * @param track null while it is searched for
     * @param sent whether Telegram has the file
     */
    record Line(int message, @Nullable Track track, boolean sent) {}

    /**
     * A line as it is stored.
     *
     * @param id the request
     * @param track as JSON
     */
    @Document("song-lines")
    record Stored(
            @Id String id,
            @Nullable Integer message,
            @Nullable String track,
            @Nullable Boolean sent,
            Instant created) {}

    @Override
    public Class<?> documents() {
        return Stored.class;
    }

    /** Returns what an earlier run of a request left. Without the store there is nothing. */
    Optional<Line> find(String request) {
        try {
            return patience.ask(() -> stored.find(request, Stored.class)).map(this::read);
        } catch (RuntimeException e) {
            failures.report("line of a song", e);
            return Optional.empty();
        }
    }

    /**
     * Notes a message and the track that it is about.
     *
     * @param track null while it is searched for
     */
    void stands(String request, int message, @Nullable Track track) {
        var line = new Update().set("message", message);
        note(request, track == null ? line : line.set("track", json.writeValueAsString(track)));
    }

    /** Notes that Telegram has the file. */
    void sent(String request) {
        note(request, Update.update("sent", true));
    }

    /** Forgets a line about which nothing is left to do. */
    void over(String request) {
        afterwards.run(
                "line of a song",
                () -> patience.run(() -> mongo.remove(query(where("_id").is(request)), Stored.class)));
    }

    private void note(String request, Update change) {
        Update update = change.setOnInsert("created", clock.instant());
        afterwards.run(
                "line of a song",
                () -> patience.run(() -> mongo.upsert(query(where("_id").is(request)), update, Stored.class)));
    }

    private Line read(Stored line) {
        return new Line(
                line.message() == null ? Outbox.DROPPED : line.message(),
                line.track() == null ? null : track(line.track()),
                Boolean.TRUE.equals(line.sent()));
    }

    private @Nullable Track track(String track) {
        try {
            return json.readValue(track, Track.class);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            failures.report("line of a song", e);
            return null;
        }
    }
}
