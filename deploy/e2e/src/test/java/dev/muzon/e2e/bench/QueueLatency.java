package dev.muzon.e2e.bench;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The time from publishing a job to its handler, on the suite's own store. */
final class QueueLatency implements Measurement {
    private static final String STORE = "mongodb://127.0.0.1:27117/";
    private static final double TARGET_MILLIS = 3;

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        String said = measured.suite()
                .inside(ServiceJava.command(
                        "bot-gateway", "dev.muzon.coordination.bench.QueueLatencyBenchmark", STORE, "50", "10"));
        String json = said.lines()
                .filter(line -> line.startsWith("{\"benchmark\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the queue's benchmark says: " + said));
        JsonNode report = JsonMapper.shared().readTree(json);
        return List.of(new Result(
                "queue, publish to handler",
                "ms",
                report.path("jobs").intValue(),
                report.path("p50Ms").doubleValue(),
                report.path("p99Ms").doubleValue(),
                report.path("p50Ms").doubleValue(),
                TARGET_MILLIS,
                Machine.load(),
                "50 jobs a second on the embedded store"));
    }
}
