package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.muzon.coordination.StoredIndexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue in one MongoDB collection. Each operation is one atomic command, or one and an idempotent second that the
 * sweep repeats after a crash between the two. It needs no transactions, so the embedded server is enough.
 */
public final class MongoJobQueue implements JobQueue, StoredIndexes {
    private static final Logger log = LoggerFactory.getLogger(MongoJobQueue.class);
    private static final String COLLECTION = "jobs";
    /** A promotion that is lost with its server is repeated by the sweep, so nobody waits until it is safe. */
    private static final WriteConcern PROMOTION = WriteConcern.W1;

    private static final Set<JobState> UNFINISHED =
            EnumSet.of(JobState.WAIT, JobState.READY, JobState.RUN, JobState.DEAD);

    private final MongoDatabase database;
    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final Doorbell doorbell;
    private volatile boolean indexed;

    /**
     * Makes a queue that touches the store only when first used.
     *
     * @param clock the store's: see {@link dev.muzon.coordination.StoreClock}
     * @param doorbell rung whenever a job became claimable through this instance
     */
    public MongoJobQueue(MongoDatabase database, Clock clock, Doorbell doorbell) {
        this.database = database;
        this.collection = database.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
        this.clock = clock;
        this.doorbell = doorbell;
    }

    /**
     * Returns the collection with its indexes. The lanes need their unique index from the first job on, and services
     * may start before the store.
     */
    private MongoCollection<Document> jobs() {
        if (!indexed) {
            createIndexes();
        }
        return collection;
    }

    @Override
    public void createIndexes() {
        JobIndexes.create(collection);
        indexed = true;
    }

    @Override
    public boolean publish(NewJob job) {
        boolean fresh = insert(JobDocument.of(job, clock.instant()));
        String key = job.key();
        if (key == null) {
            doorbell.ring(job.queue());
        } else {
            advance(job.queue(), key);
        }
        return fresh;
    }

    @Override
    public Set<String> publishAll(List<NewJob> all) {
        if (all.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        Set<Integer> known =
                insertAll(all.stream().map(job -> JobDocument.of(job, now)).toList());
        // The jobs are durable already, so the caller need not wait. The sweep repeats what fails here.
        Thread.ofVirtual().name("promote").start(() -> promoteAll(all));
        return IntStream.range(0, all.size())
                .filter(i -> !known.contains(i))
                .mapToObj(i -> all.get(i).id())
                .collect(Collectors.toSet());
    }

    /**
     * Inserts what is not there yet.
     *
     * @return the indexes of those that were there already
     */
    private Set<Integer> insertAll(List<Document> all) {
        try {
            jobs().insertMany(all, new InsertManyOptions().ordered(false));
            return Set.of();
        } catch (MongoBulkWriteException e) {
            boolean onlyDuplicates = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!onlyDuplicates) {
                throw e;
            }
            return e.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(Collectors.toSet());
        }
    }

    private void promoteAll(List<NewJob> all) {
        Set<String> promoted = new HashSet<>();
        try {
            for (NewJob job : all) {
                String key = job.key();
                if (key != null && promoted.add(JobDocument.head(job.queue(), key))) {
                    advance(job.queue(), key);
                }
            }
        } catch (RuntimeException e) {
            log.debug("Lanes not promoted after publishing, the sweep will do it", e);
        }
        all.stream().map(NewJob::queue).distinct().forEach(doorbell::ring);
    }

    private boolean insert(Document job) {
        try {
            jobs().insertOne(job);
            return true;
        } catch (MongoException e) {
            rethrowUnlessDuplicate(e);
            return false;
        }
    }

    /** Hands the lane to an idle worker of this process, or makes its head claimable by every worker. */
    private void advance(String queue, String key) {
        if (!doorbell.hand(queue, key)) {
            promote(queue, key);
        }
    }

    /** Makes the first waiting job of the key READY, unless the key has such a job already. */
    private void promote(String queue, String key) {
        Bson head = JobUpdates.toHead(queue, key, clock.instant());
        if (updateFirst(jobs().withWriteConcern(PROMOTION), queue, key, head) != null) {
            doorbell.ring(queue);
        }
    }

    /**
     * Makes the first waiting job of a key the head of its lane. The unique index refuses a second head.
     *
     * @return the job as it was before, or null
     */
    private static @Nullable Document updateFirst(
            MongoCollection<Document> jobs, String queue, String key, Bson toHead) {
        FindOneAndUpdateOptions first = new FindOneAndUpdateOptions()
                .sort(ascending(JobDocument.SEQ, JobDocument.ID))
                .returnDocument(ReturnDocument.BEFORE);
        try {
            return jobs.findOneAndUpdate(waitingJobs(queue, key), toHead, first);
        } catch (MongoException e) {
            rethrowUnlessDuplicate(e);
            log.trace("Lane {} of {} has its head already", key, queue);
            return null;
        }
    }

    private static void rethrowUnlessDuplicate(MongoException e) {
        if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
            throw e;
        }
    }

    @Override
    public Optional<ClaimedJob> claim(String queue, String owner, Duration lease) {
        while (true) {
            Instant now = clock.instant();
            Document before = claimNext(queue, owner, now, now.plus(lease));
            if (before == null) {
                return Optional.empty();
            }
            Optional<ClaimedJob> job = read(before, now);
            if (job.isPresent()) {
                return job;
            }
        }
    }

    @Override
    public Optional<ClaimedJob> claimFirst(String queue, String key, String owner, Duration lease) {
        Instant now = clock.instant();
        Bson claimed = JobUpdates.claimedAsHead(queue, key, owner, now, now.plus(lease));
        return Optional.ofNullable(updateFirst(jobs(), queue, key, claimed)).flatMap(before -> read(before, now));
    }

    /** Reads a claimed job, or buries it. One that cannot run would hold up its lane at every claim. */
    private Optional<ClaimedJob> read(Document before, Instant now) {
        ClaimedJob job;
        try {
            job = JobDocument.claimed(before, now);
        } catch (RuntimeException e) {
            log.error("Job {} is DEAD: {}", before.get(JobDocument.ID), UNREADABLE, e);
            buryUnrun(before, UNREADABLE, now);
            return Optional.empty();
        }
        if (job.attempt() <= job.maxAttempts()) {
            return Optional.of(job);
        }
        log.error("Job {} of type {} is DEAD: {}", job.id(), job.type(), OWNER_DIED);
        buryUnrun(before, OWNER_DIED, now);
        return Optional.empty();
    }

    /** Buries a job that was claimed but does not run. The attempt does not count. */
    private void buryUnrun(Document before, String error, Instant now) {
        Bson dead = combine(JobUpdates.dead(error, now), JobUpdates.uncounted());
        settle(before.getString(JobDocument.ID), JobDocument.claimedToken(before), dead);
        if (before.get(JobDocument.KEY) instanceof String key) {
            promote(before.getString(JobDocument.QUEUE), key);
        }
    }

    private @Nullable Document claimNext(String queue, String owner, Instant now, Instant leaseEnd) {
        Bson claimable = and(eq(JobDocument.READY, true), eq(JobDocument.QUEUE, queue), lte(JobDocument.AT, now));
        FindOneAndUpdateOptions next = new FindOneAndUpdateOptions()
                .sort(ascending(JobDocument.PRIORITY, JobDocument.DUE))
                .returnDocument(ReturnDocument.BEFORE);
        return jobs().findOneAndUpdate(claimable, JobUpdates.claimed(owner, now, leaseEnd), next);
    }

    @Override
    public boolean heartbeat(ClaimedJob job, Duration lease) {
        return jobs().updateOne(
                                JobUpdates.fence(job.id(), job.token()),
                                set(JobDocument.AT, clock.instant().plus(lease)))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public boolean complete(ClaimedJob job) {
        boolean held = settle(job, JobUpdates.done(clock.instant(), job.kept()));
        if (held) {
            promoteNextOf(job);
        }
        return held;
    }

    @Override
    public boolean fail(ClaimedJob job, String error, Duration delay) {
        if (job.lastAttempt()) {
            return bury(job, error);
        }
        return settle(job, JobUpdates.againFrom(clock.instant().plus(delay), error));
    }

    @Override
    public boolean bury(ClaimedJob job, String error) {
        boolean held = settle(job, JobUpdates.dead(error, clock.instant()));
        if (held) {
            promoteNextOf(job);
        }
        return held;
    }

    @Override
    public boolean release(ClaimedJob job, Duration delay) {
        boolean held = settle(job, JobUpdates.released(clock.instant().plus(delay)));
        if (held) {
            doorbell.ring(job.queue());
        }
        return held;
    }

    private boolean settle(ClaimedJob job, Bson update) {
        return settle(job.id(), job.token(), update);
    }

    private boolean settle(String id, long token, Bson update) {
        return jobs().updateOne(JobUpdates.fence(id, token), JobUpdates.settled(update))
                        .getMatchedCount()
                == 1;
    }

    private void promoteNextOf(ClaimedJob job) {
        String key = job.key();
        if (key != null) {
            promote(job.queue(), key);
        }
    }

    @Override
    public List<WaitingJob> waiting(String queue, String key, int limit) {
        return jobs().find(waitingJobs(queue, key))
                .sort(ascending(JobDocument.SEQ, JobDocument.ID))
                .limit(limit)
                .map(JobDocument::waiting)
                .into(new ArrayList<>());
    }

    private static Bson waitingJobs(String queue, String key) {
        return and(eq(JobDocument.STATE, JobState.WAIT.name()), eq(JobDocument.QUEUE, queue), eq(JobDocument.KEY, key));
    }

    @Override
    public Set<String> skip(Collection<String> ids, Duration kept) {
        Bson these = in(JobDocument.ID, ids);
        List<Document> heads = jobs().find(
                        and(these, eq(JobDocument.STATE, JobState.READY.name()), exists(JobDocument.KEY)))
                .into(new ArrayList<>());
        Bson unclaimed = and(these, in(JobDocument.STATE, JobState.WAIT.name(), JobState.READY.name()));
        jobs().updateMany(unclaimed, JobUpdates.settled(JobUpdates.done(clock.instant(), kept)));
        heads.forEach(head -> promote(head.getString(JobDocument.QUEUE), head.getString(JobDocument.KEY)));
        return distinct(JobDocument.ID, and(these, eq(JobDocument.STATE, JobState.RUN.name())));
    }

    @Override
    public void sweep() {
        jobs().deleteMany(lte(JobDocument.EXPIRES, clock.instant()));
        Set<String> heads = distinct(JobDocument.HEAD, eq(JobDocument.READY, true));
        Bson waiting = eq(JobDocument.STATE, JobState.WAIT.name());
        for (String queue : distinct(JobDocument.QUEUE, waiting)) {
            for (String key : distinct(JobDocument.KEY, and(waiting, eq(JobDocument.QUEUE, queue)))) {
                if (!heads.contains(JobDocument.head(queue, key))) {
                    promote(queue, key);
                }
            }
        }
    }

    private Set<String> distinct(String field, Bson filter) {
        return jobs().distinct(field, filter, String.class).into(new HashSet<>());
    }

    @Override
    public boolean revive(String id) {
        Document dead = jobs().find(deadWith(id)).first();
        if (dead == null) {
            return false;
        }
        String queue = dead.getString(JobDocument.QUEUE);
        String key = dead.getString(JobDocument.KEY);
        Bson unchanged = JobUpdates.fence(id, dead.getLong(JobDocument.TOKEN));
        Bson alive = JobUpdates.revived(key != null, clock.instant());
        if (jobs().updateOne(unchanged, alive).getMatchedCount() == 0) {
            return false;
        }
        if (key == null) {
            doorbell.ring(queue);
        } else {
            promote(queue, key);
        }
        return true;
    }

    @Override
    public boolean drop(String id) {
        return jobs().deleteOne(deadWith(id)).getDeletedCount() == 1;
    }

    @Override
    public Optional<DeadJob> dead(String id) {
        return Optional.ofNullable(jobs().find(deadWith(id)).first()).map(JobDocument::dead);
    }

    private static Bson deadWith(String id) {
        return and(eq(JobDocument.ID, id), eq(JobDocument.STATE, JobState.DEAD.name()));
    }

    @Override
    public List<DeadJob> dead(String queue, int limit) {
        return jobs().find(and(eq(JobDocument.QUEUE, queue), eq(JobDocument.STATE, JobState.DEAD.name())))
                .sort(descending(JobDocument.FINISHED))
                .limit(limit)
                .map(JobDocument::dead)
                .into(new ArrayList<>());
    }

    @Override
    public Map<JobState, Long> count(String queue) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : UNFINISHED) {
            counts.put(state, count(queue, state));
        }
        return counts;
    }

    /**
     * Counts by the command {@code count}, which counts keys of the index "states". {@code countDocuments} and other
     * aggregations would read every job on the embedded server.
     */
    private long count(String queue, JobState state) {
        Document counted = database.runCommand(new Document("count", COLLECTION)
                .append("query", new Document(JobDocument.STATE, state.name()).append(JobDocument.QUEUE, queue)));
        return counted.get("n", Number.class).longValue();
    }
}
