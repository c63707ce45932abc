package dev.muzon.coordination.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A queue without a store. It serves tests and is the plainest way to read what the durable one does. */
public final class InMemoryJobQueue implements JobQueue {
    private static final Comparator<Entry> CLAIM_ORDER = Comparator.<Entry>comparingInt(entry -> entry.job.priority())
            .thenComparing(entry -> entry.due)
            .thenComparing(entry -> entry.job.id());
    private static final Comparator<Entry> LANE_ORDER =
            Comparator.<Entry>comparingLong(entry -> entry.job.seq()).thenComparing(entry -> entry.job.id());

    private final Map<String, Entry> jobs = new LinkedHashMap<>();
    private final Clock clock;
    private final Doorbell doorbell;

    public InMemoryJobQueue(Clock clock, Doorbell doorbell) {
        this.clock = clock;
        this.doorbell = doorbell;
    }

    @Override
    public synchronized boolean publish(NewJob job) {
        boolean fresh = insert(job);
        advance(job);
        return fresh;
    }

    private boolean insert(NewJob job) {
        return jobs.putIfAbsent(job.id(), new Entry(job, clock.instant())) == null;
    }

    private void advance(NewJob job) {
        String key = job.key();
        if (key == null) {
            doorbell.ring(job.queue());
        } else if (!doorbell.hand(job.queue(), key)) {
            promote(job.queue(), key);
        }
    }

    @Override
    public synchronized Set<String> publishAll(List<NewJob> all) {
        Set<String> fresh = all.stream().filter(this::insert).map(NewJob::id).collect(Collectors.toSet());
        all.forEach(this::advance);
        return fresh;
    }

    /** Makes the first waiting job of the key READY, unless the key has such a job already. */
    private void promote(String queue, String key) {
        first(queue, key).ifPresent(next -> {
            next.state = JobState.READY;
            next.due = clock.instant();
            next.at = next.due;
            doorbell.ring(queue);
        });
    }

    /** Returns the first waiting job of the key, unless the key has a head already. */
    private Optional<Entry> first(String queue, String key) {
        Predicate<Entry> sameLane = entry -> entry.isOf(queue) && key.equals(entry.job.key());
        return entries(sameLane.and(Entry::isHead)).findAny().isPresent()
                ? Optional.empty()
                : entries(sameLane.and(entry -> entry.state == JobState.WAIT)).min(LANE_ORDER);
    }

    @Override
    public synchronized Optional<ClaimedJob> claim(String queue, String owner, Duration lease) {
        Instant now = clock.instant();
        while (true) {
            Optional<Entry> next = entries(entry -> entry.isOf(queue) && entry.isHead() && !entry.at.isAfter(now))
                    .min(CLAIM_ORDER);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Entry entry = next.get();
            if (entry.attempts < entry.job.maxAttempts()) {
                return Optional.of(entry.claim(now, lease));
            }
            die(entry, JobQueue.OWNER_DIED);
        }
    }

    @Override
    public synchronized Optional<ClaimedJob> claimFirst(String queue, String key, String owner, Duration lease) {
        return first(queue, key).map(entry -> entry.claim(clock.instant(), lease));
    }

    @Override
    public synchronized boolean heartbeat(ClaimedJob job, Duration lease) {
        Optional<Entry> held = held(job);
        held.ifPresent(entry -> entry.at = clock.instant().plus(lease));
        return held.isPresent();
    }

    @Override
    public synchronized boolean complete(ClaimedJob job) {
        Optional<Entry> held = held(job);
        held.ifPresent(entry -> finish(entry, JobState.DONE, job.kept()));
        return held.isPresent();
    }

    @Override
    public synchronized boolean fail(ClaimedJob job, String error, Duration delay) {
        if (job.lastAttempt()) {
            return bury(job, error);
        }
        Optional<Entry> held = held(job);
        held.ifPresent(entry -> {
            entry.error = error;
            entry.due = clock.instant().plus(delay);
            entry.giveUpClaim(entry.due);
        });
        return held.isPresent();
    }

    @Override
    public synchronized boolean bury(ClaimedJob job, String error) {
        Optional<Entry> held = held(job);
        held.ifPresent(entry -> die(entry, error));
        return held.isPresent();
    }

    @Override
    public synchronized boolean release(ClaimedJob job, Duration delay) {
        Optional<Entry> held = held(job);
        held.ifPresent(entry -> {
            entry.attempts--;
            entry.giveUpClaim(clock.instant().plus(delay));
            doorbell.ring(job.queue());
        });
        return held.isPresent();
    }

    @Override
    public synchronized List<WaitingJob> waiting(String queue, String key, int limit) {
        return entries(entry -> entry.isOf(queue) && entry.state == JobState.WAIT && key.equals(entry.job.key()))
                .sorted(LANE_ORDER)
                .limit(limit)
                .map(entry -> new WaitingJob(entry.job.id(), entry.job.type(), entry.job.payload()))
                .toList();
    }

    @Override
    public synchronized Set<String> skip(Collection<String> ids, Duration kept) {
        entries(entry ->
                        ids.contains(entry.job.id()) && (entry.state == JobState.WAIT || entry.state == JobState.READY))
                .toList()
                .forEach(entry -> finish(entry, JobState.DONE, kept));
        return entries(entry -> ids.contains(entry.job.id()) && entry.state == JobState.RUN)
                .map(entry -> entry.job.id())
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void sweep() {
        Instant now = clock.instant();
        jobs.values().removeIf(entry -> entry.expires != null && !entry.expires.isAfter(now));
    }

    @Override
    public void buryLost() {
        // Nothing damages what is only in memory.
    }

    @Override
    public synchronized boolean revive(String id) {
        Entry entry = jobs.get(id);
        if (entry == null || entry.state != JobState.DEAD) {
            return false;
        }
        Entry revived = new Entry(entry.job, clock.instant());
        revived.token = entry.token;
        jobs.put(id, revived);
        if (entry.job.key() != null) {
            promote(entry.job.queue(), entry.job.key());
        }
        doorbell.ring(entry.job.queue());
        return true;
    }

    @Override
    public synchronized boolean drop(String id) {
        return dead(id).isPresent() && jobs.remove(id) != null;
    }

    @Override
    public synchronized Optional<DeadJob> dead(String id) {
        return Optional.ofNullable(jobs.get(id))
                .filter(entry -> entry.state == JobState.DEAD)
                .map(Entry::dead);
    }

    @Override
    public synchronized List<DeadJob> dead(String queue, int limit) {
        return entries(entry -> entry.isOf(queue) && entry.state == JobState.DEAD)
                .sorted(Comparator.<Entry, Instant>comparing(entry -> entry.at).reversed())
                .limit(limit)
                .map(Entry::dead)
                .toList();
    }

    @Override
    public synchronized Map<JobState, Long> count(String queue) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : List.of(JobState.WAIT, JobState.READY, JobState.RUN, JobState.DEAD)) {
            counts.put(
                    state,
                    entries(entry -> entry.isOf(queue) && entry.state == state).count());
        }
        return counts;
    }

    private Stream<Entry> entries(Predicate<Entry> which) {
        return jobs.values().stream().filter(which);
    }

    private Optional<Entry> held(ClaimedJob job) {
        return Optional.ofNullable(jobs.get(job.id()))
                .filter(entry -> entry.state == JobState.RUN && entry.token == job.token());
    }

    private void die(Entry entry, String error) {
        entry.error = error;
        finish(entry, JobState.DEAD, Retention.DEAD);
    }

    private void finish(Entry entry, JobState end, Duration kept) {
        entry.state = end;
        entry.at = clock.instant();
        entry.expires = entry.at.plus(kept);
        String key = entry.job.key();
        if (key != null) {
            promote(entry.job.queue(), key);
        }
    }

    /** A job and its state. {@code at}: claimable from, for a finished job when it finished. */
    private static final class Entry {
        private final NewJob job;
        private final Instant created;
        private JobState state;
        private Instant due;
        private Instant at;
        private long token;
        private int attempts;
        private @Nullable Instant expires;
        private @Nullable String error;

        Entry(NewJob job, Instant now) {
            this.job = job;
            this.state = job.key() == null ? JobState.READY : JobState.WAIT;
            this.created = now;
            this.due = now;
            this.at = now;
        }

        boolean isOf(String queue) {
            return job.queue().equals(queue);
        }

        boolean isHead() {
            return state == JobState.READY || state == JobState.RUN;
        }

        ClaimedJob claim(Instant now, Duration lease) {
            Duration waited = Duration.between(at, now);
            state = JobState.RUN;
            at = now.plus(lease);
            token++;
            attempts++;
            return new ClaimedJob(
                    job.id(),
                    job.queue(),
                    job.type(),
                    job.payload(),
                    job.key(),
                    attempts,
                    job.maxAttempts(),
                    token,
                    job.kept(),
                    Duration.between(created, now),
                    waited,
                    job.trace());
        }

        void giveUpClaim(Instant claimableFrom) {
            state = JobState.READY;
            at = claimableFrom;
        }

        DeadJob dead() {
            return new DeadJob(
                    job.id(),
                    job.queue(),
                    job.type(),
                    job.payload(),
                    job.key(),
                    attempts,
                    error == null ? "" : error,
                    at);
        }
    }
}
