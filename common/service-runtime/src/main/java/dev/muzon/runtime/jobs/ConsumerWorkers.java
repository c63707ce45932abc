package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.JobWorker;
import dev.muzon.runtime.drain.Drainable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Workers of a service. They claim from when it is ready until it drains. */
final class ConsumerWorkers implements ApplicationListener<ApplicationReadyEvent>, Drainable {
    private final Map<String, JobWorker> byQueue;

    ConsumerWorkers(Map<String, JobWorker> byQueue) {
        this.byQueue = Map.copyOf(byQueue);
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        byQueue.values().forEach(JobWorker::start);
    }

    @Override
    public String name() {
        return "jobs of " + byQueue.keySet();
    }

    @Override
    public boolean drain(Duration deadline) throws InterruptedException {
        var drains = byQueue.values().stream()
                .map(worker -> (Callable<Boolean>) () -> worker.drain(deadline))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(drains).stream()
                    .allMatch(drain -> drain.state() == Future.State.SUCCESS && drain.resultNow());
        }
    }
}
