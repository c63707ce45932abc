package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real calls to the SFU by ntgcalls alone: no player, no decoder, no service around it. */
final class BareCalls {
    private static final String MAIN = "dev.muzon.voice.engine.ntgcalls.NtgcallsBench";
    private static final String USER = "1";

    private final MeasuredSuite measured;

    BareCalls(MeasuredSuite measured) {
        this.measured = measured;
    }

    /**
     * The cost of bare calls.
     *
     * @param cpuPercent of one core for each call
     * @param lateMillis what all but one in a thousand frames do not exceed
     */
    record Cost(double cpuPercent, double lateMillis) {}

    /** Measures the calls. */
    Cost cost(int calls, Duration duration) throws IOException {
        ProcessBuilder builder = measured.suite()
                .insideCommand(ServiceJava.command(
                        "voice-call-service",
                        MAIN,
                        Integer.toString(calls),
                        Long.toString(duration.toSeconds()),
                        "rtc"));
        builder.environment()
                .put(
                        "MUZON_NTGCALLS_ADDON",
                        RunningSuite.root()
                                .resolve("deploy/natives/node_modules/@ntgcalls/linux-x64/ntgcalls.node")
                                .toString());
        Process bench = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = bench.inputReader(StandardCharsets.UTF_8);
                PrintWriter answers = new PrintWriter(bench.outputWriter(StandardCharsets.UTF_8), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    JsonNode said = JsonMapper.shared().readTree(line);
                    if (said.has("cpuPercentPerCall")) {
                        return new Cost(
                                said.path("cpuPercentPerCall").doubleValue(),
                                said.path("latenessP999Millis").doubleValue());
                    }
                    answers.println(join(said));
                }
            }
            throw new IOException("the bare calls ended without a number");
        } finally {
            bench.destroy();
            for (int chat = 1; chat <= calls; chat++) {
                measured.telegram().delete(path(chat));
            }
        }
    }

    private String join(JsonNode said) {
        Telegram telegram = measured.telegram();
        JsonNode payload = JsonMapper.shared().readTree(said.path("payload").asString());
        return telegram.put(path(said.path("chat").intValue()), payload).toString();
    }

    /** Returns a path of a room for measurements, which no chat knows. */
    private static String path(int chat) {
        return "sandbox/voice-chats/" + chat + "/participants/" + USER;
    }
}
