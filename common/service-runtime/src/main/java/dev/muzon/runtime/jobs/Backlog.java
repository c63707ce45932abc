package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.coordination.queue.WaitingJob;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that wait behind a running one of the same key. A consumer that was away may find some of them stale. */
public final class Backlog {
    /** More than an outage of a night leaves. What is beyond is looked at when these are done. */
    private static final int MOST = 1000;

    private static final Logger log = LoggerFactory.getLogger(Backlog.class);

    private final JobQueue queue;
    private final JobCodec codec;

    Backlog(JobQueue queue, JobCodec codec) {
        this.queue = queue;
        this.codec = codec;
    }

    /** A job that waits. */
    public record Waiting<T>(String id, T job) {}

    /** Returns the waiting jobs of the same key and these types, in their order. Those that cannot be read are left out. */
    public <T extends JobPayload> List<Waiting<T>> behind(T running, Set<? extends JobType<? extends T>> types) {
        String key = running.key();
        if (key == null) {
            return List.of();
        }
        Map<String, JobType<? extends T>> byName =
                types.stream().collect(Collectors.toMap(JobType::name, Function.identity()));
        List<Waiting<T>> waiting = new ArrayList<>();
        for (WaitingJob job : queue.waiting(running.type().queue(), key, MOST)) {
            JobType<? extends T> type = byName.get(job.type());
            if (type != null) {
                try {
                    waiting.add(new Waiting<>(job.id(), codec.decode(job.payload(), type)));
                } catch (FailureException e) {
                    log.debug("Job {} left alone, it fails when its turn comes: {}", job.id(), e.getMessage());
                }
            }
        }
        return waiting;
    }

    /** Leaves out jobs that need not run any more. One that runs meanwhile runs to its end. */
    public void leaveOut(Collection<? extends Waiting<?>> stale) {
        if (!stale.isEmpty()) {
            queue.skip(stale.stream().map(Waiting::id).toList(), NewJob.DEFAULT_KEPT);
        }
    }
}
