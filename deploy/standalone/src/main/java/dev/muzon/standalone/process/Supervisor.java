package dev.muzon.standalone.process;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The supervisor of a suite of processes. They start in stages, each when the one before is ready, and drain in the
 * reverse order. In between each lives, falls and comes back alone.
 */
public final class Supervisor {
    private final Clock clock;
    private final SupervisorListener listener;
    private final List<List<SupervisedProcess>> stages = new ArrayList<>();
    private boolean draining;

    public Supervisor(Clock clock, SupervisorListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Starts these together and waits until all of them were ready once.
     *
     * @throws ExecutionException when one cannot be started at all, or calls its settings wrong
     *     ({@link MisconfiguredException})
     */
    public void startStage(List<ProcessSpec> specs) throws InterruptedException, ExecutionException {
        List<SupervisedProcess> stage = specs.stream()
                .map(spec -> new SupervisedProcess(spec, clock, listener))
                .toList();
        synchronized (this) {
            if (draining) {
                return;
            }
            stages.add(stage);
        }
        CompletableFuture.allOf(stage.stream().map(SupervisedProcess::start).toArray(CompletableFuture[]::new))
                .get();
    }

    public synchronized List<ProcessView> processes() {
        return stages.stream()
                .flatMap(List::stream)
                .map(SupervisedProcess::view)
                .toList();
    }

    public synchronized Optional<SupervisedProcess> process(String name) {
        return stages.stream()
                .flatMap(List::stream)
                .filter(process -> process.view().name().equals(name))
                .findFirst();
    }

    /** Ends everything in order: the last stage first, the processes of a stage together. */
    public void drain() throws InterruptedException {
        for (List<SupervisedProcess> stage : stopStarting().reversed()) {
            List<Thread> drains = stage.stream()
                    .map(process -> Thread.ofVirtual().start(() -> drain(process)))
                    .toList();
            for (Thread drain : drains) {
                drain.join();
            }
        }
    }

    /** Ends everything now. */
    public void destroy() {
        stopStarting().forEach(stage -> stage.forEach(SupervisedProcess::destroy));
    }

    private synchronized List<List<SupervisedProcess>> stopStarting() {
        draining = true;
        return List.copyOf(stages);
    }

    private static void drain(SupervisedProcess process) {
        try {
            process.drain();
        } catch (InterruptedException _) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
