package dev.muzon.e2e.bench;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The time from publishing a job to its handler, on the suite's own store. Two durable writes stand on that way: the
 * job, and its claim as the head of its lane. So it is also told in writes of the same minute, which does
 * not depend on the machine.
 */
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
        double latency = report.path("p50Ms").doubleValue();
        double write = report.path("writeP50Ms").doubleValue();
        return List.of(
                millis(
                        "queue, publish to handler",
                        report,
                        "p",
                        TARGET_MILLIS,
                        "50 jobs a second on the embedded store"),
                millis("store, one durable write", report, "writeP", null, "between the jobs"),
                Result.single("queue / durable write", "×", latency / write, null, "medians of one run"));
    }

    private static Result millis(String name, JsonNode report, String prefix, @Nullable Double target, String note) {
        double median = report.path(prefix + "50Ms").doubleValue();
        return new Result(
                name,
                "ms",
                report.path("jobs").intValue(),
                median,
                report.path(prefix + "99Ms").doubleValue(),
                median,
                target,
                Machine.load(),
                note);
    }
}
