package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.DeadJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.DeadJobView;
import dev.muzon.runtime.contract.DeadJobsApi;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/** The dead jobs of the queues that are worked off here. */
@RestController
class DeadJobsController implements DeadJobsApi {
    private static final Logger log = LoggerFactory.getLogger(DeadJobsController.class);

    private final JobQueue jobs;
    private final Set<String> workedOffHere;

    DeadJobsController(JobQueue jobs, Set<String> workedOffHere) {
        this.jobs = jobs;
        this.workedOffHere = Set.copyOf(workedOffHere);
    }

    @Override
    public List<DeadJobView> list(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Failure.of(FailureCode.BAD_INPUT, "limit must be from 1 to " + MOST)
                    .asException();
        }
        return workedOffHere.stream()
                .flatMap(queue -> jobs.dead(queue, limit).stream())
                .sorted(Comparator.comparing(DeadJob::diedAt).reversed())
                .limit(limit)
                .map(job -> view(job, false))
                .toList();
    }

    @Override
    public DeadJobView show(String id) {
        return view(ours(id), true);
    }

    @Override
    public void revive(String id) {
        DeadJob job = ours(id);
        if (!jobs.revive(id)) {
            throw none(id);
        }
        log.info("Dead job {} of {} revived by an operator", id, job.queue());
    }

    @Override
    public void drop(String id) {
        DeadJob job = ours(id);
        if (!jobs.drop(id)) {
            throw none(id);
        }
        log.info("Dead job {} of {} dropped by an operator", id, job.queue());
    }

    private DeadJob ours(String id) {
        return jobs.dead(id).filter(job -> workedOffHere.contains(job.queue())).orElseThrow(() -> none(id));
    }

    private static RuntimeException none(String id) {
        return Failure.of(FailureCode.NO_SUCH_JOB, "no dead job " + id + " here")
                .asException();
    }

    private static DeadJobView view(DeadJob job, boolean whole) {
        return new DeadJobView(
                job.id(),
                job.queue(),
                job.type(),
                job.key(),
                job.attempts(),
                job.error(),
                job.diedAt(),
                whole ? job.payload() : null);
    }
}
