package dev.muzon.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Telegram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The time from a command's arrival at Telegram to the reply's. Both ways over HTTP and everything between are in it.
 * Commands come at a steady rate and do not wait for each other.
 */
final class ReplyTime implements Measurement {
    private static final int WARM_UP = 150;
    private static final int MEASURED = 300;
    private static final Duration PACE = Duration.ofMillis(60);
    private static final double TARGET_MILLIS = 50;

    @Override
    public List<Result> on(MeasuredSuite measured) throws InterruptedException {
        Telegram telegram = measured.telegram();
        telegram.rateLimits(false);
        long bot = telegram.overview().path("botId").longValue();
        List<Long> chats = measured.people().stream()
                .map(person -> telegram.post("sandbox/private-chats", Map.of("as", person, "with", bot)))
                .map(chat -> chat.path("id").longValue())
                .toList();
        List<List<Integer>> asked = chats.stream()
                .map(_ -> (List<Integer>) new ArrayList<Integer>())
                .toList();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            int whose = i % chats.size();
            asked.get(whose)
                    .add(telegram.say(chats.get(whose), measured.people().get(whose), "/ping"));
            Thread.sleep(PACE);
        }
        Samples samples = new Samples();
        for (int whose = 0; whose < chats.size(); whose++) {
            int cold = WARM_UP / chats.size();
            List<Integer> warm = asked.get(whose).subList(cold, asked.get(whose).size());
            answerTimes(telegram, chats.get(whose), warm).forEach(samples::add);
        }
        return List.of(Result.p99("update to reply", "ms", samples, TARGET_MILLIS, "/ping in private chats, warm"));
    }

    /** Returns how long the first answer to each of these messages took, once all are there. */
    static List<Double> answerTimes(Telegram telegram, long chat, List<Integer> commands) {
        await("all replies")
                .atMost(Duration.ofSeconds(30))
                .until(() -> replies(telegram, chat).keySet().containsAll(commands));
        Map<Integer, Instant> replies = replies(telegram, chat);
        return telegram.messages(chat).stream()
                .filter(message -> commands.contains(message.path("id").intValue()))
                .map(command -> Duration.between(
                        date(command), replies.get(command.path("id").intValue())))
                .map(time -> time.toNanos() / 1e6)
                .toList();
    }

    private static Map<Integer, Instant> replies(Telegram telegram, long chat) {
        return telegram.messages(chat).stream()
                .filter(message -> message.path("replyTo").isNumber())
                .collect(Collectors.toMap(
                        message -> message.path("replyTo").intValue(), ReplyTime::date, (first, _) -> first));
    }

    private static Instant date(JsonNode message) {
        return Instant.parse(message.path("date").asString());
    }
}
