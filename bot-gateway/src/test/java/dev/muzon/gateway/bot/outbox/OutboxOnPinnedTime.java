package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** An outbox that does everything on the test's thread, in a time that the test moves. */
public final class OutboxOnPinnedTime implements AutoCloseable {
    final FakeBotApi telegram = new FakeBotApi();
    final TestClock clock = TestClock.create();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Instant start = clock.instant();
    private final PriorityQueue<Ringing> alarms = new PriorityQueue<>(Comparator.comparing(Ringing::at));
    private final List<Sent> sent = new ArrayList<>();
    private int seen;

    final OutboxProperties limits = new OutboxProperties(
            new Rate(3, Duration.ofSeconds(3)),
            new Rate(20, Duration.ofSeconds(60)),
            new Rate(30, Duration.ofSeconds(1)),
            40);
    public final Outbox outbox = new Outbox(
            TestBotApi.at(telegram),
            limits,
            clock,
            (delay, wake) -> alarms.add(new Ringing(clock.instant().plus(delay), wake)),
            new OnThisThread(),
            new FailureLog(FailureClassifier.of(List.of()), List.of()),
            meters);

    private record Ringing(Instant at, Runnable wake) {}

    /** @param at since the test began */
    record Sent(Duration at, FakeBotApi.Call call) {
        String text() {
            return call.text();
        }
    }

    /** Lets the time pass until then, ringing on the way. */
    public void until(Duration sinceStart) {
        Instant end = start.plus(sinceStart);
        note();
        while (!alarms.isEmpty() && !alarms.element().at().isAfter(end)) {
            Ringing next = alarms.remove();
            if (next.at().isAfter(clock.instant())) {
                clock.pin(next.at());
            }
            next.wake().run();
            note();
        }
        clock.pin(end);
    }

    /** Returns the messages that Telegram was asked to show, and when. */
    List<Sent> sent() {
        note();
        return sent;
    }

    public List<String> texts() {
        return sent().stream().map(Sent::text).toList();
    }

    private void note() {
        var calls = telegram.calls("sendmessage", "editmessagetext");
        var now = Duration.between(start, clock.instant());
        calls.subList(seen, calls.size()).forEach(call -> sent.add(new Sent(now, call)));
        seen = calls.size();
    }

    @Override
    public void close() {
        telegram.close();
    }

    private static final class OnThisThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {
            // Nothing runs elsewhere.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
