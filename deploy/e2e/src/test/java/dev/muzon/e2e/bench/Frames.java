package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.RunningSuite;
import java.io.IOException;

/**
 * The frames that voice-call-service has sent so far.
 *
 * @param late of these, more than 10 ms late
 * @param overdue of these, more than 30 ms late
 */
record Frames(double sent, double late, double overdue) {
    private static final String METRICS = "http://127.0.0.1:8083/actuator/prometheus";

    static Frames of(RunningSuite suite) throws IOException, InterruptedException {
        String metrics = suite.inside("curl", "-s", METRICS);
        return new Frames(
                sum(metrics, "muzon_voice_frames_sent_total"),
                sum(metrics, "muzon_voice_frames_late_total"),
                sum(metrics, "muzon_voice_frames_overdue_total"));
    }

    /** Returns the late ones of the frames since then, in thousandths. */
    double lateSince(Frames before) {
        return 1000 * (late - before.late) / (sent - before.sent);
    }

    /** Returns the overdue ones of the frames since then, in thousandths. */
    double overdueSince(Frames before) {
        return 1000 * (overdue - before.overdue) / (sent - before.sent);
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
