package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.bot.rate.SlidingWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The lanes of all chats. A lane is made when it is first used, and forgotten when its chat went quiet. */
final class OutboxLanes {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final ConcurrentHashMap<Long, LaneWorker> lanes = new ConcurrentHashMap<>();
    private final OutboxProperties settings;
    private final SlidingWindow overall;
    private final InstantSource time;
    private final LaneWorker.Tools tools;
    private volatile boolean closed;

    OutboxLanes(OutboxProperties settings, InstantSource time, LaneWorker.Tools tools) {
        this.settings = settings;
        this.overall = new SlidingWindow(settings.overall());
        this.time = time;
        this.tools = tools;
    }

    /** The answer of a chat's lane, and its worker. */
    record Used<T>(LaneWorker worker, T answer) {}

    /** Uses the lane of a chat, which is not forgotten meanwhile. */
    <T> Used<T> use(long chatId, Function<ChatLane, T> work) {
        var used = new AtomicReference<Used<T>>();
        lanes.compute(chatId, (id, known) -> {
            LaneWorker worker = known == null ? worker(id) : known;
            used.set(new Used<>(worker, work.apply(worker.lane())));
            return worker;
        });
        return Objects.requireNonNull(used.get());
    }

    private LaneWorker worker(long chatId) {
        var lane = new ChatLane(new LaneLimits(chatId, settings, overall), settings.waitingPerChat(), time);
        if (closed) {
            lane.close();
        }
        return new LaneWorker(chatId, lane, tools);
    }

    boolean busy(long chatId) {
        LaneWorker worker = lanes.get(chatId);
        return worker != null && worker.lane().busy();
    }

    void forgetQuiet() {
        lanes.keySet()
                .forEach(chatId -> lanes.computeIfPresent(
                        chatId, (_, worker) -> worker.lane().forgettable() ? null : worker));
    }

    int size() {
        return lanes.size();
    }

    /** Returns how much waits or is on its way. */
    int depth() {
        return lanes.values().stream().mapToInt(it -> it.lane().depth()).sum();
    }

    boolean idleWithin(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (depth() > 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN);
        }
        return depth() == 0;
    }

    /** Returns how long ago each chat was told something, oldest first. */
    Map<Long, List<Duration>> spent() {
        Instant now = time.instant();
        Map<Long, List<Duration>> spent = new HashMap<>();
        lanes.forEach((chatId, worker) -> {
            List<Instant> times = worker.lane().spent();
            if (!times.isEmpty()) {
                spent.put(
                        chatId,
                        times.stream().map(when -> Duration.between(when, now)).toList());
            }
        });
        return spent;
    }

    /** Counts what another replica said against the limits of the chats. */
    void inherit(Map<Long, List<Duration>> spent) {
        Instant now = time.instant();
        spent.forEach((chatId, ages) -> {
            List<Instant> times = ages.stream().map(now::minus).toList();
            use(chatId, lane -> {
                lane.inherit(times);
                return times;
            });
        });
    }

    /** Cancels what waits. */
    void withdraw() {
        cancel(ChatLane::withdraw);
    }

    /** Cancels what waits and what comes later. */
    void close() {
        closed = true;
        cancel(ChatLane::close);
    }

    boolean closed() {
        return closed;
    }

    private void cancel(Function<ChatLane, List<Delivery>> giveUp) {
        List<Delivery> unsent = lanes.values().stream()
                .flatMap(worker -> giveUp.apply(worker.lane()).stream())
                .toList();
        unsent.forEach(delivery -> delivery.done().cancel(false));
    }
}
