package dev.muzon.e2e.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The memory of the four services while nobody uses them. */
final class IdleMemory implements Measurement {
    private static final List<String> SERVICES =
            List.of("bot-gateway", "assistant-service", "voice-call-service", "extractor-service");
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final String when;
    private final double target;

    /**
     * Makes the measurement.
     *
     * @param target megabytes together
     */
    IdleMemory(String when, double target) {
        this.when = when;
        this.target = target;
    }

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        Thread.sleep(SETTLING);
        List<Result> results = new ArrayList<>();
        double sum = 0;
        for (String service : SERVICES) {
            double resident = Machine.residentMegabytes(measured.pid(service));
            results.add(Result.single("memory " + when + ", " + service, "MB", resident, null, ""));
            sum += resident;
        }
        results.add(Result.single("memory " + when + ", four services", "MB", sum, target, "resident"));
        return results;
    }
}
