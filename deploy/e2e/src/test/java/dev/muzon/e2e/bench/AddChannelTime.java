package dev.muzon.e2e.bench;

import dev.muzon.e2e.suite.Telegram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The time from {@code /add_channel} to its first answer, while the process with the accounts is stopped. So nothing
 * comes from Telegram for them. Each person may ask five times within a minute, which leaves few samples.
 */
final class AddChannelTime implements Measurement {
    private static final int EACH = 5;
    private static final Duration PACE = Duration.ofMillis(150);
    private static final double TARGET_MILLIS = 300;

    @Override
    public List<Result> on(MeasuredSuite measured) throws IOException, InterruptedException {
        Telegram telegram = measured.telegram();
        telegram.rateLimits(false);
        long assistants = telegram.process("assistant-service").path("pid").longValue();
        Samples samples = new Samples();
        signal(assistants, "STOP");
        try {
            for (long person : measured.people()) {
                long chat = telegram.post(
                                "sandbox/private-chats",
                                Map.of(
                                        "as",
                                        person,
                                        "with",
                                        telegram.overview().path("botId").longValue()))
                        .path("id")
                        .longValue();
                List<Integer> asked = new ArrayList<>();
                for (int i : IntStream.range(0, EACH).toArray()) {
                    asked.add(telegram.say(chat, person, "/add_channel @silent_channel_" + person + "_" + i));
                    Thread.sleep(PACE);
                }
                ReplyTime.answerTimes(telegram, chat, asked).forEach(samples::add);
            }
        } finally {
            signal(assistants, "CONT");
        }
        return List.of(Result.p99(
                "add_channel to answer", "ms", samples, TARGET_MILLIS, "assistant-service stopped, private chats"));
    }

    private static void signal(long pid, String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + signal + " failed");
        }
    }
}
