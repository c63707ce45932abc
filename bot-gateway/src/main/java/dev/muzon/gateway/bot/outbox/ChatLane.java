package dev.muzon.gateway.bot.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one chat. One delivery is under way at a time: the highest rank first, within a rank in
 * order. Until it leaves, a delivery absorbs newer ones of its kind. The lane only decides, {@link LaneWorker} acts.
 */
final class ChatLane {
    /** Different answers that are remembered. */
    private static final int REMEMBERED = 20;

    /** People do not wait for what comes within this time. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final LaneLimits limits;
    private final int capacity;
    private final InstantSource time;
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    /** Completed by the worker of the lane, outside of its lock. */
    private final List<Delivery> dropped = new ArrayList<>();

    private final Map<Object, Said> said = new LinkedHashMap<>();
    private @Nullable Delivery sending;
    private @Nullable Instant alarm;
    private boolean closed;

    ChatLane(LaneLimits limits, int capacity, InstantSource time) {
        this.limits = limits;
        this.capacity = capacity;
        this.time = time;
    }

    /** The fate of a new delivery. */
    enum Admission {
        WAITS,
        DROPPED,
        /** An equal answer came after the question. */
        ANSWERED,
        FULL,
        CLOSED
    }

    /** A message that is said once, and when Telegram took it. */
    private record Said(int messageId, Instant at) {}

    /** A delivery's place in line. */
    record Ticket(Admission admission, CompletableFuture<Integer> done) {}

    /** The next step of the lane's worker. */
    sealed interface Step {
        record Perform(Delivery delivery) implements Step {}

        record Wake(Duration in) implements Step {}

        record Rest() implements Step {}
    }

    synchronized Ticket add(Delivery delivery) {
        if (closed) {
            return new Ticket(Admission.CLOSED, delivery.done());
        }
        Said answer = answer(delivery);
        if (answer != null) {
            return new Ticket(Admission.ANSWERED, CompletableFuture.completedFuture(answer.messageId()));
        }
        for (Delivery earlier : waiting) {
            if (earlier != sending && (earlier.absorb(delivery) || (waitsLong(earlier) && earlier.fold(delivery)))) {
                return new Ticket(Admission.WAITS, earlier.done());
            }
        }
        if (delivery.priority() == Priority.DECORATION
                && !(idle() && limits.leisure(delivery.kind(), time.instant()))) {
            return new Ticket(Admission.DROPPED, delivery.done());
        }
        if (waiting.size() >= capacity && !makeRoom(delivery)) {
            return new Ticket(Admission.FULL, delivery.done());
        }
        waiting.addLast(delivery);
        return new Ticket(Admission.WAITS, delivery.done());
    }

    /** Returns whether the limits keep a delivery so long that others had better leave with it. */
    private boolean waitsLong(Delivery delivery) {
        Instant now = time.instant();
        return delivery.patient() && limits.free(delivery, now).isAfter(now.plus(SOON));
    }

    /** Returns the equal answer that was given after the question, as after a restart. Null when there is none. */
    private @Nullable Said answer(Delivery delivery) {
        Instant asked = delivery.asked();
        Object repeatable = delivery.repeatable();
        Said answer = asked == null || repeatable == null ? null : said.get(repeatable);
        return answer != null && answer.at().isAfter(asked) ? answer : null;
    }

    /** Gives up the oldest answer of a full lane for a message of higher rank. */
    private boolean makeRoom(Delivery delivery) {
        if (delivery.priority() != Priority.STATE) {
            return false;
        }
        return waiting.stream()
                .filter(it -> it != sending && it.priority() != Priority.STATE)
                .findFirst()
                .map(this::drop)
                .isPresent();
    }

    private Delivery drop(Delivery delivery) {
        waiting.remove(delivery);
        dropped.add(delivery);
        return delivery;
    }

    /** Returns what to do now. Rests while a delivery is under way or an alarm is set that comes early enough. */
    synchronized Step next() {
        if (sending != null) {
            return new Step.Rest();
        }
        Instant now = time.instant();
        waiting.removeIf(delivery -> delivery.done().isDone());
        dropIf(delivery -> useless(delivery, now));
        if (waiting.size() > 1) {
            dropIf(delivery -> delivery.priority() == Priority.DECORATION);
        }
        Delivery best = best(now);
        if (best == null) {
            return new Step.Rest();
        }
        Instant free = limits.free(best, now);
        if (!free.isAfter(now)) {
            free = limits.turn(now);
        }
        if (free.isAfter(now)) {
            return wake(free, now);
        }
        limits.take(best, now);
        sending = best;
        return new Step.Perform(best);
    }

    /** Notes that the alarm rang: a lane that was woken too early sets another one. */
    synchronized void rang() {
        alarm = null;
    }

    private Step wake(Instant when, Instant now) {
        Instant set = alarm;
        if (set != null && set.isAfter(now) && !set.isAfter(when)) {
            return new Step.Rest();
        }
        alarm = when;
        return new Step.Wake(Duration.between(now, when));
    }

    /** Returns the highest rank among what may be sent at once, else what may be sent first. */
    private @Nullable Delivery best(Instant now) {
        return waiting.stream()
                .min(Comparator.<Delivery, Instant>comparing(delivery -> limits.free(delivery, now))
                        .thenComparing(Delivery::priority))
                .orElse(null);
    }

    /** Returns whether a delivery is useless now, or will be before it can be sent. */
    private boolean useless(Delivery delivery, Instant now) {
        Instant end = delivery.uselessAfter();
        return end != null && (now.isAfter(end) || limits.free(delivery, now).isAfter(end));
    }

    private void dropIf(Predicate<Delivery> which) {
        waiting.stream().filter(which).toList().forEach(this::drop);
    }

    /** Takes what was dropped since the last call. */
    synchronized List<Delivery> takeDropped() {
        var taken = List.copyOf(dropped);
        dropped.clear();
        return taken;
    }

    /** Counts the delivery from now on, when Telegram has taken it. One that had nothing to say counts no more. */
    synchronized void landed(Delivery delivery, int messageId) {
        if (messageId == Outbox.DROPPED) {
            limits.giveBack(delivery);
            return;
        }
        Instant now = time.instant();
        limits.landed(delivery, now);
        Object repeatable = delivery.repeatable();
        if (repeatable != null) {
            said.remove(repeatable);
            said.put(repeatable, new Said(Outbox.told(messageId), now));
            said.keySet().stream()
                    .limit(Math.max(0, said.size() - REMEMBERED))
                    .toList()
                    .forEach(said::remove);
        }
    }

    /** Notes that Telegram has answered for good. */
    synchronized void settled(Delivery delivery) {
        sending = null;
        waiting.remove(delivery);
    }

    /** Notes that the delivery has to be tried again. Decoration is not worth it. */
    synchronized void again(Delivery delivery) {
        sending = null;
        if (delivery.priority() == Priority.DECORATION) {
            drop(delivery);
        }
    }

    /** Notes that Telegram takes nothing of this kind for a while. */
    synchronized void block(Delivery.Kind kind, Duration wait) {
        limits.block(kind, time.instant().plus(wait));
    }

    /** Takes room for a message past this lane. Returns how long it has to wait before, zero when the room is taken. */
    synchronized Duration takeAside() {
        Instant now = time.instant();
        Instant free = limits.freeAside(now);
        if (!free.isAfter(now)) {
            limits.takeAside(now);
        }
        return Duration.between(now, free);
    }

    synchronized int depth() {
        return waiting.size();
    }

    synchronized boolean busy() {
        return limits.halfUsed(time.instant()) || !idle();
    }

    /** Returns whether nothing waits or is under way. A delivery stays until those who waited for it have been told. */
    private boolean idle() {
        return waiting.stream().allMatch(delivery -> delivery.done().isDone());
    }

    synchronized boolean forgettable() {
        return waiting.isEmpty() && dropped.isEmpty() && limits.forgettable(time.instant());
    }

    /** Returns when this chat was told something lately. */
    synchronized List<Instant> spent() {
        return limits.spent(time.instant());
    }

    /** Notes what another replica told this chat lately, oldest first. */
    synchronized void inherit(List<Instant> spent) {
        limits.inherit(spent);
    }

    /** Takes nothing more and gives up what has not left. Returns that. */
    synchronized List<Delivery> close() {
        closed = true;
        return withdraw();
    }

    /** Gives up what has not left. Returns that. */
    synchronized List<Delivery> withdraw() {
        var unsent = waiting.stream().filter(delivery -> delivery != sending).toList();
        waiting.removeAll(unsent);
        return unsent;
    }
}
