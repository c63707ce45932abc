package dev.muzon.gateway.bot.update;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.JobType;
import dev.muzon.runtime.jobs.JobConsumer;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.springframework.stereotype.Component;

/**
 * The consumer of the jobs of updates. Usually {@link UpdateLanes} has begun or finished an update when its job is
 * claimed. An update that another process left behind is handled here.
 */
@Component
class UpdateConsumer implements JobConsumer<UpdateJob> {
    /** Jobs that may be open at once. There are many, because an answer that Telegram delays keeps its job open. */
    private static final int AT_ONCE = 1_000;

    private final UpdateLanes lanes;
    private final Leadership leadership;

    UpdateConsumer(UpdateLanes lanes, Leadership leadership) {
        this.lanes = lanes;
        this.leadership = leadership;
    }

    @Override
    public Set<JobType<UpdateJob>> types() {
        return Set.of(UpdateJob.TYPE);
    }

    @Override
    public int parallelism() {
        return AT_ONCE;
    }

    @Override
    public boolean claims() {
        return leadership.held();
    }

    @Override
    public void handle(UpdateJob job, Claim claim) throws InterruptedException {
        try {
            lanes.submit(job.update()).get();
        } catch (CancellationException e) {
            throw Failure.of(FailureCode.DRAINING, "the process ends").causedBy(e);
        } catch (ExecutionException e) {
            throw new Reported(e.getCause() == null ? e : e.getCause());
        }
    }
}
