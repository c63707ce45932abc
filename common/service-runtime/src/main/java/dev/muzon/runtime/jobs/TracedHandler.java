package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobHandler;
import dev.muzon.coordination.queue.JobOutcome;
import dev.muzon.runtime.trace.Traces;

/** A handler whose work is a step of the trace that asked for the job. A job without a trace begins none. */
final class TracedHandler implements JobHandler {
    private final JobHandler handler;
    private final Traces traces;

    TracedHandler(JobHandler handler, Traces traces) {
        this.handler = handler;
        this.traces = traces;
    }

    @Override
    public JobOutcome handle(ClaimedJob job) throws InterruptedException {
        String trace = job.trace();
        if (trace == null) {
            return handler.handle(job);
        }
        try (Traces.Step step = traces.goOn(trace, "job " + job.type())) {
            JobOutcome outcome = handler.handle(job);
            if (!(outcome instanceof JobOutcome.Done)) {
                step.fail();
            }
            return outcome;
        }
    }
}
