package dev.muzon.sandbox.botapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Limits on how much a bot may say: 30 messages a second in all, 20 a minute in a group. Elsewhere it is one a second,
 * with short bursts.
 */
final class RateLimits {
    private record Limit(int count, Duration window) {}

    private static final Limit OVERALL = new Limit(30, Duration.ofSeconds(1));
    private static final Limit GROUP = new Limit(20, Duration.ofMinutes(1));
    private static final Limit PRIVATE = new Limit(3, Duration.ofSeconds(3));

    private final Clock clock;
    private final Runnable onFlood;
    private final Map<String, Deque<Instant>> spent = new HashMap<>();

    /** @param onFlood runs when a call is one too many */
    RateLimits(Clock clock, Runnable onFlood) {
        this.clock = clock;
        this.onFlood = onFlood;
    }

    /**
     * Counts a call.
     *
     * @throws BotApiException 429 when this call is one too many. It then does not count
     */
    synchronized void count(long botId, String method, String chat) {
        if (!isLimited(method)) {
            return;
        }
        var overall = window("bot " + botId, OVERALL);
        var inChat = chat.startsWith("-") || chat.startsWith("@") ? GROUP : PRIVATE;
        var ofChat = window("bot " + botId + " chat " + chat, inChat);
        require(overall, OVERALL);
        require(ofChat, inChat);
        overall.add(clock.instant());
        ofChat.add(clock.instant());
    }

    private static boolean isLimited(String method) {
        var name = method.toLowerCase(Locale.ROOT);
        return name.startsWith("edit") || (name.startsWith("send") && !name.equals("sendchataction"));
    }

    private Deque<Instant> window(String key, Limit limit) {
        var window = spent.computeIfAbsent(key, _ -> new ArrayDeque<>());
        var start = clock.instant().minus(limit.window());
        while (!window.isEmpty() && !window.element().isAfter(start)) {
            window.remove();
        }
        return window;
    }

    private void require(Deque<Instant> window, Limit limit) {
        if (window.size() >= limit.count()) {
            var free = window.element().plus(limit.window());
            onFlood.run();
            var wait = Duration.between(clock.instant(), free);
            throw BotApiException.tooManyRequests(
                    Duration.ofSeconds(wait.plusMillis(999).toSeconds()));
        }
    }
}
