package dev.muzon.coordination.lease;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.muzon.coordination.StoredIndexes;
import dev.muzon.protocol.StoredNames;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases in one MongoDB collection. Documents are never deleted, so that a token never goes back. */
public final class MongoLeases implements Leases, StoredIndexes {
    private static final Logger log = LoggerFactory.getLogger(MongoLeases.class);

    private static final String ID = "_id";
    private static final String OWNER = "owner";
    private static final String ADDRESS = "address";
    private static final String TOKEN = "token";
    private static final String UNTIL = "until";
    /** Matches where a token is a number. Nobody prolongs a lease that is not. */
    private static final Bson COUNTED = or(type(TOKEN, BsonType.INT64), type(TOKEN, BsonType.INT32));
    /** Matches where the end is not a time, which no lease would ever reach. */
    private static final Bson NEVER_OVER = not(type(UNTIL, BsonType.DATE_TIME));

    private final MongoCollection<Document> leases;
    private final Clock clock;

    /**
     * Makes leases in this database.
     *
     * @param clock the store's: see {@link dev.muzon.coordination.StoreClock}
     */
    public MongoLeases(MongoDatabase database, Clock clock) {
        this.leases = database.getCollection(StoredNames.LEASES).withWriteConcern(WriteConcern.MAJORITY);
        this.clock = clock;
    }

    @Override
    public Optional<Lease> tryAcquire(String name, String owner, URI address, Duration ttl) {
        Instant now = clock.instant();
        Bson hold = hold(owner, address, now.plus(ttl));
        try {
            return update(and(eq(ID, name), eq(OWNER, owner), COUNTED), hold)
                    .or(() -> update(and(eq(ID, name), or(lte(UNTIL, now), NEVER_OVER)), combine(hold, inc(TOKEN, 1L))))
                    .or(() -> insert(new Lease(name, owner, address, now.getEpochSecond(), now.plus(ttl))));
        } catch (MongoCommandException e) {
            if (repaired(name, now)) {
                return Optional.empty(); // it is asked for again in a moment
            }
            throw e;
        }
    }

    /** Gives a lease whose token is not a number a higher one than any before. Nobody could acquire it otherwise. */
    private boolean repaired(String name, Instant now) {
        Bson broken = and(eq(ID, name), not(type(TOKEN, BsonType.INT64)), not(type(TOKEN, BsonType.INT32)));
        boolean repaired =
                leases.updateOne(broken, set(TOKEN, now.getEpochSecond())).getModifiedCount() == 1;
        if (repaired) {
            log.error("Lease {} had a token that is not a number, and has a new one", name);
        }
        return repaired;
    }

    @Override
    public Optional<Lease> inherit(Lease dead, String owner, URI address, Duration ttl) {
        Bson hold = hold(owner, address, clock.instant().plus(ttl));
        return update(held(dead), combine(hold, inc(TOKEN, 1L)));
    }

    @Override
    public void createIndexes() {
        leases.createIndex(ascending(OWNER));
    }

    private static Bson hold(String owner, URI address, Instant until) {
        return combine(set(OWNER, owner), set(ADDRESS, address.toString()), set(UNTIL, until));
    }

    /** Changes the lease's document if it matches. */
    private Optional<Lease> update(Bson which, Bson update) {
        FindOneAndUpdateOptions options = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        return Optional.ofNullable(leases.findOneAndUpdate(which, update, options))
                .flatMap(MongoLeases::lease);
    }

    /**
     * Makes the document of a lease that nobody had before, or that was lost. Its token begins at the time: what was
     * saved under an earlier document, as before a restored backup, must not be newer.
     */
    private Optional<Lease> insert(Lease lease) {
        try {
            leases.insertOne(new Document(ID, lease.name())
                    .append(OWNER, lease.owner())
                    .append(ADDRESS, lease.address().toString())
                    .append(TOKEN, lease.token())
                    .append(UNTIL, lease.until()));
            return Optional.of(lease);
        } catch (MongoException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean renew(Lease lease, Duration ttl) {
        return leases.updateOne(held(lease), set(UNTIL, clock.instant().plus(ttl)))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void release(Lease lease) {
        leases.updateOne(held(lease), combine(set(UNTIL, Instant.EPOCH), unset(OWNER)));
    }

    @Override
    public Optional<Lease> holder(String name) {
        return Optional.ofNullable(leases.find(and(eq(ID, name), gt(UNTIL, clock.instant())))
                        .first())
                .flatMap(MongoLeases::lease);
    }

    @Override
    public List<Lease> heldBy(String owner) {
        List<Lease> held = new ArrayList<>();
        leases.find(and(eq(OWNER, owner), gt(UNTIL, clock.instant())))
                .forEach(document -> lease(document).ifPresent(held::add));
        return held;
    }

    private static Bson held(Lease lease) {
        return and(eq(ID, lease.name()), eq(OWNER, lease.owner()), eq(TOKEN, lease.token()));
    }

    /** Reads a lease by itself. One that cannot be read is nobody's, and hides no other. */
    private static Optional<Lease> lease(Document document) {
        try {
            return Optional.of(new Lease(
                    Objects.requireNonNull(document.getString(ID)),
                    Objects.requireNonNull(document.getString(OWNER)),
                    URI.create(document.getString(ADDRESS)),
                    document.get(TOKEN, Number.class).longValue(),
                    document.getDate(UNTIL).toInstant()));
        } catch (RuntimeException e) {
            log.warn("Lease {} left out: {}", document.get(ID), e.toString());
            return Optional.empty();
        }
    }
}
