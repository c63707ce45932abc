package dev.muzon.voice.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.resilience.FailureLog;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.Modes;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Players in MongoDB, one document per chat. Snapshots are kept in their wire form, so that what can be sent can be
 * saved. A write matches only a document of the same or an older owner. When a newer one has written, the upsert
 * conflicts with its id.
 *
 * <p>Each document is read by itself, and so is each of its fields and entries. One that cannot be read is reported and
 * left out: a newer version may have written it. A document that cannot be read at all is set aside in its field
 * {@code unreadable}, and the chat goes on with an empty queue.
 */
public final class MongoPlayerStore implements PlayerStore, StoredIndexes {
    private static final String COLLECTION = "players";

    /** A number that an older version did not store is 0. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final JsonWriterSettings PLAIN =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private final MongoOperations mongo;
    private final FailureLog failures;
    private final Clock clock;
    private final Counter unreadable;

    public MongoPlayerStore(MongoOperations mongo, FailureLog failures, MeterRegistry meters, Clock clock) {
        this.mongo = mongo;
        this.failures = failures;
        this.clock = clock;
        unreadable = Counter.builder("muzon.voice.players.unreadable")
                .description("Stored players and events that could not be read")
                .register(meters);
    }

    @Override
    public void createIndexes() {
        mongo.indexOps(COLLECTION).createIndex(new Index().on("unfinished", Sort.Direction.ASC));
    }

    @Override
    public Optional<Saved> find(PlayerId id) {
        Document found = mongo.findOne(byId(id), Document.class, COLLECTION);
        if (found == null || found.get("saved") == null) {
            return Optional.empty();
        }
        if (!(found.get("token") instanceof Long || found.get("token") instanceof Integer)) {
            report(id, "token", new IllegalStateException("not a number: " + found.get("token")));
            mongo.updateFirst(byId(id), new Update().set("token", 0L), COLLECTION); // no owner could save otherwise
        }
        try {
            return Optional.of(read(id, found.get("saved", Document.class)));
        } catch (RuntimeException e) {
            report(id, "player", e);
            return Optional.of(setAside(id, found));
        }
    }

    private Saved read(PlayerId id, Document saved) {
        JsonNode tree = JSON.readTree(saved.toJson(PLAIN));
        if (tree.get("player") instanceof ObjectNode player) {
            leaveOutUnreadable(id, player);
        }
        PlayerSnapshot player = JSON.treeToValue(tree.required("player"), PlayerSnapshot.class);
        List<Effect.Tell> unsaid = new ArrayList<>();
        for (JsonNode word : tree.path("unsaid")) {
            try {
                unsaid.add(JSON.treeToValue(word, Effect.Tell.class));
            } catch (RuntimeException e) {
                report(id, "unpublished event", e);
            }
        }
        return new Saved(player, List.copyOf(unsaid));
    }

    /** Leaves out what cannot be read. The first waiting track takes the place of such a current one. */
    private void leaveOutUnreadable(PlayerId id, ObjectNode player) {
        for (String number : List.of("epoch", "revision")) {
            if (isUnreadable(id, player.path(number), number, JSON.constructType(long.class))) {
                player.put(number, clock.millis());
            }
        }
        if (player.get("modes") instanceof ObjectNode modes) {
            leaveOutUnreadable(id, modes, Modes.class);
        }
        boolean playing = player.hasNonNull("current");
        leaveOutUnreadable(id, player, PlayerSnapshot.class);
        if (!player.hasNonNull("chat")) {
            player.set("chat", JSON.valueToTree(ChatRef.of(id.chatId())));
        }
        if (playing && !player.has("current")) {
            player.remove(List.of("position", "announced"));
            if (player.get("upcoming") instanceof ArrayNode waiting && !waiting.isEmpty()) {
                player.set("current", waiting.remove(0));
            }
        }
    }

    private void leaveOutUnreadable(PlayerId id, ObjectNode stored, Class<? extends Record> type) {
        for (RecordComponent field : type.getRecordComponents()) {
            String name = field.getName();
            JavaType fieldType = JSON.constructType(field.getGenericType());
            if (fieldType.isCollectionLikeType() && stored.get(name) instanceof ArrayNode entries) {
                for (int i = entries.size() - 1; i >= 0; i--) {
                    if (isUnreadable(id, entries.get(i), "entry of " + name, fieldType.getContentType())) {
                        entries.remove(i);
                    }
                }
            }
            if (isUnreadable(id, stored.path(name), name, fieldType)) {
                stored.remove(name);
            }
        }
    }

    private boolean isUnreadable(PlayerId id, JsonNode stored, String what, JavaType type) {
        if (stored.isMissingNode() || stored.isNull()) {
            return false;
        }
        try {
            JSON.treeToValue(stored, type);
            return false;
        } catch (RuntimeException e) {
            report(id, what, e);
            return true;
        }
    }

    private void report(PlayerId id, String what, RuntimeException e) {
        unreadable.increment();
        failures.report(
                "Reading the stored " + what + " of chat " + id,
                Failure.perInstance(FailureCode.DOCUMENT_UNREADABLE, String.valueOf(e.getMessage()), "chat:" + id)
                        .causedBy(e));
    }

    /**
     * Sets the document aside, unless an owner has written meanwhile. The token stays, so that former owners stay
     * fenced. Epoch and revision stay too: cards and other services take lower ones for old news.
     */
    private Saved setAside(PlayerId id, Document found) {
        Document player = found.get("saved") instanceof Document saved && saved.get("player") instanceof Document it
                ? it
                : new Document();
        var fresh = new Saved(
                PlayerSnapshot.unused(
                        ChatRef.of(id.chatId()), number(player.get("epoch")), number(player.get("revision"))),
                List.of());
        Update update = new Update()
                .set("unreadable", found.get("saved"))
                .set("saved", Document.parse(JSON.writeValueAsString(fresh)))
                .set("unfinished", false);
        mongo.updateFirst(byId(id).addCriteria(where("token").is(found.get("token"))), update, COLLECTION);
        return fresh;
    }

    /** Returns a stored number, or one that is higher than any of a player that counted from 0. */
    private long number(@Nullable Object stored) {
        return stored instanceof Number number ? number.longValue() : clock.millis();
    }

    @Override
    public boolean save(Saved saved, long token) {
        PlayerId id = saved.player().id();
        Update update = new Update()
                .set("chat", id.chatId())
                .set("token", token)
                .set("unfinished", saved.player().active() || !saved.unsaid().isEmpty())
                .set("music", saved.player().wantsSound())
                .set("saved", Document.parse(JSON.writeValueAsString(saved)));
        try {
            mongo.upsert(byId(id).addCriteria(where("token").lte(token)), update, COLLECTION);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public boolean savePosition(PlayerId id, Duration position, long token) {
        Object stored = Document.parse("{\"position\": " + JSON.writeValueAsString(position) + "}")
                .get("position");
        Query mine = byId(id).addCriteria(where("token").lte(token))
                .addCriteria(where("saved.player").exists(true));
        Update update = new Update().set("token", token).set("saved.player.position", stored);
        return mongo.updateFirst(mine, update, COLLECTION).getMatchedCount() == 1;
    }

    @Override
    public List<Unfinished> unfinished() {
        Query unfinished = query(where("unfinished").is(true));
        unfinished.fields().include("chat", "music");
        return mongo.find(unfinished, Document.class, COLLECTION).stream()
                .filter(found -> found.get("chat") instanceof Number)
                .map(found -> new Unfinished(
                        new PlayerId(((Number) found.get("chat")).longValue()),
                        !Boolean.FALSE.equals(found.get("music"))))
                .toList();
    }

    /**
     * Makes a query by id. The id is prefixed: a bare number would be stored as one, a 24-digit text as an ObjectId.
     */
    private static Query byId(PlayerId id) {
        return query(where("_id").is("player:" + id));
    }
}
