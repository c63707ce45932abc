package dev.muzon.coordination.queue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.muzon.coordination.StoredIndexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Bson MOST_URGENT = ascending(JobDocument.PRIORITY, JobDocument.DUE);

    private static final Set<JobState> UNFINISHED =
            EnumSet.of(JobState.WAIT, JobState.READY, JobState.RUN, JobState.DEAD);

    private final JobCollection collection;
    private final JobLanes lanes;
    private final BrokenJobs broken;
    private final DeadJobs dead;
    private final JobPublishing publishing;
    private final Clock clock;
    private final Doorbell doorbell;

    /**
     * Makes a queue that touches the store only when first used.
     *
     * @param clock the store's: see {@link dev.muzon.coordination.StoreClock}
     * @param doorbell rung whenever a job became claimable through this instance
     */
    public MongoJobQueue(MongoDatabase database, Clock clock, Doorbell doorbell) {
        collection = new JobCollection(database);
        lanes = new JobLanes(collection, clock, doorbell);
        broken = new BrokenJobs(collection, lanes, clock);
        dead = new DeadJobs(collection, lanes, clock, doorbell);
        publishing = new JobPublishing(collection, lanes, clock, doorbell);
        this.clock = clock;
        this.doorbell = doorbell;
    }

    private MongoCollection<Document> jobs() {
        return collection.jobs();
    }

    @Override
    public void createIndexes() {
        collection.createIndexes();
    }

    @Override
    public boolean publish(NewJob job) {
        return publishing.publish(job);
    }

    @Override
    public Set<String> publishAll(List<NewJob> all) {
        return publishing.publishAll(all);
    }

    @Override
    public Optional<ClaimedJob> claim(String queue, String owner, Duration lease) {
        while (true) {
            Instant now = clock.instant();
            Bson claimable = and(eq(JobDocument.READY, true), eq(JobDocument.QUEUE, queue), lte(JobDocument.AT, now));
            Document before;
            try {
                before = claimFirst(claimable, JobUpdates.claimed(owner, now, now.plus(lease)));
            } catch (MongoCommandException e) {
                buryTheCause(claimable, MOST_URGENT, e);
                continue;
            }
            if (before == null) {
                return Optional.empty();
            }
            Optional<ClaimedJob> job = read(before, now);
            if (job.isPresent()) {
                return job;
            }
        }
    }

    private @Nullable Document claimFirst(Bson claimable, Bson claimed) {
        FindOneAndUpdateOptions first =
                new FindOneAndUpdateOptions().sort(MOST_URGENT).returnDocument(ReturnDocument.BEFORE);
        return jobs().findOneAndUpdate(claimable, claimed, first);
    }

    @Override
    public Optional<ClaimedJob> claimFirst(String queue, String key, String owner, Duration lease) {
        Instant now = clock.instant();
        Bson claimed = JobUpdates.claimedAsHead(queue, key, owner, now, now.plus(lease));
        try {
            return Optional.ofNullable(lanes.updateFirst(queue, key, claimed)).flatMap(before -> read(before, now));
        } catch (MongoCommandException e) {
            buryTheCause(JobCollection.waitingJobs(queue, key), JobLanes.ORDER, e);
            return Optional.empty();
        }
    }

    /** Buries the job that made the store refuse a claim, or passes the refusal on when it has another cause. */
    private void buryTheCause(Bson jobs, Bson order, MongoCommandException refusal) {
        if (!broken.buryFirst(jobs, order)) {
            throw refusal;
        }
    }

    /** Reads a claimed job, or buries it. One that cannot run would hold up its lane at every claim. */
    private Optional<ClaimedJob> read(Document before, Instant now) {
        ClaimedJob job;
        try {
            job = JobDocument.claimed(before, now);
        } catch (RuntimeException e) {
            log.error("Job {} is DEAD: {}", before.get(JobDocument.ID), UNREADABLE, e);
            broken.buryClaimed(before, UNREADABLE);
            return Optional.empty();
        }
        if (job.attempt() <= job.maxAttempts()) {
            return Optional.of(job);
        }
        log.error("Job {} of type {} is DEAD: {}", job.id(), job.type(), OWNER_DIED);
        broken.buryClaimed(before, OWNER_DIED);
        return Optional.empty();
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
        return jobs().updateOne(JobUpdates.fence(job.id(), job.token()), JobUpdates.settled(update))
                        .getMatchedCount()
                == 1;
    }

    private void promoteNextOf(ClaimedJob job) {
        String key = job.key();
        if (key != null) {
            lanes.promote(job.queue(), key);
        }
    }

    @Override
    public List<WaitingJob> waiting(String queue, String key, int limit) {
        List<WaitingJob> waiting = new ArrayList<>();
        jobs().find(JobCollection.waitingJobs(queue, key))
                .sort(JobLanes.ORDER)
                .limit(limit)
                .forEach(job -> JobDocument.waiting(job).ifPresent(waiting::add));
        return waiting;
    }

    @Override
    public Set<String> skip(Collection<String> ids, Duration kept) {
        Bson these = in(JobDocument.ID, ids);
        List<Document> heads = jobs().find(
                        and(these, eq(JobDocument.STATE, JobState.READY.name()), exists(JobDocument.KEY)))
                .into(new ArrayList<>());
        // The end of a claim counts in the token. Where it cannot, the next claim buries the job.
        Bson unclaimed = and(
                these,
                in(JobDocument.STATE, JobState.WAIT.name(), JobState.READY.name()),
                type(JobDocument.TOKEN, "number"));
        jobs().updateMany(unclaimed, JobUpdates.settled(JobUpdates.done(clock.instant(), kept)));
        heads.forEach(lanes::promoteNextOf);
        return collection.texts(JobDocument.ID, and(these, eq(JobDocument.STATE, JobState.RUN.name())));
    }

    @Override
    public void sweep() {
        jobs().deleteMany(lte(JobDocument.EXPIRES, clock.instant()));
        lanes.repair();
    }

    @Override
    public void buryLost() {
        broken.buryLost();
    }

    @Override
    public boolean revive(String id) {
        return dead.revive(id);
    }

    @Override
    public boolean drop(String id) {
        return dead.drop(id);
    }

    @Override
    public Optional<DeadJob> dead(String id) {
        return dead.find(id);
    }

    @Override
    public List<DeadJob> dead(String queue, int limit) {
        return dead.newest(queue, limit);
    }

    @Override
    public Map<JobState, Long> count(String queue) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : UNFINISHED) {
            counts.put(state, collection.count(queue, state));
        }
        return counts;
    }
}
