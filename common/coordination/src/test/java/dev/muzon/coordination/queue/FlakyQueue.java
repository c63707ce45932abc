package dev.muzon.coordination.queue;

import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A queue whose store can be away, and whose claims can be stolen. */
final class FlakyQueue implements JobQueue {
    private final JobQueue queue;
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger firstClaims = new AtomicInteger();
    final AtomicReference<@Nullable Error> thrownOnce = new AtomicReference<>();
    volatile boolean away;

    /** Thrown by the next release. */
    final AtomicReference<Error> releaseThrownOnce = new AtomicReference<>();

    FlakyQueue(JobQueue queue) {
        this.queue = queue;
    }

    /** As if its lease had run out and somebody else had claimed and released it. */
    void stealFrom(ClaimedJob job) {
        queue.fail(job, "stolen", Duration.ZERO);
    }

    private JobQueue reach() {
        Error error = thrownOnce.getAndSet(null);
        if (error != null) {
            throw error;
        }
        if (away) {
            refused.incrementAndGet();
            throw new MongoTimeoutException("the store is away");
        }
        return queue;
    }

    @Override
    public boolean publish(NewJob job) {
        return reach().publish(job);
    }

    @Override
    public Set<String> publishAll(List<NewJob> jobs) {
        return reach().publishAll(jobs);
    }

    @Override
    public Optional<ClaimedJob> claim(String queueName, String owner, Duration lease) {
        return reach().claim(queueName, owner, lease);
    }

    @Override
    public Optional<ClaimedJob> claimFirst(String queueName, String key, String owner, Duration lease) {
        firstClaims.incrementAndGet();
        return reach().claimFirst(queueName, key, owner, lease);
    }

    @Override
    public boolean heartbeat(ClaimedJob job, Duration lease) {
        return reach().heartbeat(job, lease);
    }

    @Override
    public boolean complete(ClaimedJob job) {
        return reach().complete(job);
    }

    @Override
    public boolean fail(ClaimedJob job, String error, Duration delay) {
        return reach().fail(job, error, delay);
    }

    @Override
    public boolean bury(ClaimedJob job, String error) {
        return reach().bury(job, error);
    }

    @Override
    public boolean release(ClaimedJob job, Duration delay) {
        Error error = releaseThrownOnce.getAndSet(null);
        if (error != null) {
            throw error;
        }
        return reach().release(job, delay);
    }

    @Override
    public List<WaitingJob> waiting(String queueName, String key, int limit) {
        return reach().waiting(queueName, key, limit);
    }

    @Override
    public Set<String> skip(Collection<String> ids, Duration kept) {
        return reach().skip(ids, kept);
    }

    @Override
    public void sweep() {
        reach().sweep();
    }

    @Override
    public void buryLost() {
        reach().buryLost();
    }

    @Override
    public boolean revive(String id) {
        return reach().revive(id);
    }

    @Override
    public boolean drop(String id) {
        return reach().drop(id);
    }

    @Override
    public Optional<DeadJob> dead(String id) {
        return reach().dead(id);
    }

    @Override
    public List<DeadJob> dead(String queueName, int limit) {
        return reach().dead(queueName, limit);
    }

    @Override
    public Map<JobState, Long> count(String queueName) {
        return reach().count(queueName);
    }
}
