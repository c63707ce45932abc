package dev.muzon.gateway.outbox;

import dev.muzon.gateway.rate.SlidingWindow;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.ChatMoved;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One chat's deliveries, one after the other. The head stays in line while it waits for the limits, for a flood wait or
 * for Telegram to come back, and newer edits of its message are absorbed until the moment it is sent.
 */
final class ChatLane {
    private final long chatId;
    /** What the group became; empty as long as it is one. Only the worker touches it. */
    private OptionalLong supergroup = OptionalLong.empty();

    private final Shared shared;
    private final SlidingWindow second;
    private final @Nullable SlidingWindow minute;
    private final BackoffSequence backoff = Backoff.STANDARD.start(RandomGenerator.getDefault());
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private boolean working;
    private boolean sending;

    /** What all lanes have in common. */
    record Shared(
            BotApi api,
            OutboxProperties limits,
            SlidingWindow overall,
            Clock clock,
            Pause pause,
            FailureLog failures) {}

    ChatLane(long chatId, Shared shared) {
        this.chatId = chatId;
        this.shared = shared;
        this.second = new SlidingWindow(shared.limits().chat());
        this.minute = chatId < 0 ? new SlidingWindow(shared.limits().group()) : null;
    }

    /** What became of a new delivery. */
    enum Admission {
        /** Nobody works on the lane: {@link #work} has to be called. */
        WAKE,
        IN_LINE,
        FULL
    }

    /** A delivery's place in line. */
    record Ticket(Admission admission, CompletableFuture<Integer> done) {}

    synchronized Ticket add(Delivery delivery) {
        var head = waiting.peekFirst();
        for (Delivery earlier : waiting) {
            boolean gone = sending && earlier == head;
            if (!gone && earlier.absorb(delivery)) {
                return new Ticket(Admission.IN_LINE, earlier.done());
            }
        }
        if (waiting.size() >= shared.limits().waitingPerChat()) {
            return new Ticket(Admission.FULL, delivery.done());
        }
        waiting.addLast(delivery);
        if (working) {
            return new Ticket(Admission.IN_LINE, delivery.done());
        }
        working = true;
        return new Ticket(Admission.WAKE, delivery.done());
    }

    synchronized int depth() {
        return waiting.size();
    }

    synchronized boolean busy(Instant now) {
        boolean halfUsed = minute != null
                && 2 * minute.recent(now) >= shared.limits().group().count();
        return halfUsed || !waiting.isEmpty();
    }

    synchronized boolean forgettable(Instant now) {
        return !working && second.forgettable(now) && (minute == null || minute.forgettable(now));
    }

    /** Delivers until nothing waits. An interrupt leaves the rest undone. */
    void work() {
        try {
            for (Delivery head = head(); head != null; head = head()) {
                deliver(head);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
        }
    }

    private synchronized @Nullable Delivery head() {
        Delivery head = waiting.peekFirst();
        while (head != null && head.done().isCancelled()) {
            waiting.removeFirst();
            head = waiting.peekFirst();
        }
        working = head != null;
        return head;
    }

    private void deliver(Delivery head) throws InterruptedException {
        awaitLimits();
        if (!begin(head)) {
            return;
        }
        try {
            int messageId = perform(head);
            backoff.succeeded();
            leave(head);
            head.done().complete(messageId);
        } catch (FailureException e) {
            Duration wait = retryIn(e.failure());
            if (moved(e)) {
                stay();
            } else if (wait == null) {
                leave(head);
                head.done().completeExceptionally(e);
            } else {
                shared.failures().report("message to chat " + chatId, e);
                stay();
                shared.pause().lasting(wait);
            }
        } catch (RuntimeException e) {
            leave(head);
            head.done().completeExceptionally(e);
        }
    }

    private int perform(Delivery head) {
        return supergroup.isPresent()
                ? head.performInSupergroup(shared.api(), supergroup.getAsLong())
                : head.perform(shared.api(), chatId);
    }

    /** @return whether it has to be tried again where the chat is now */
    private boolean moved(FailureException refused) {
        OptionalLong destination = ChatMoved.destination(refused);
        if (destination.isPresent()) {
            supergroup = destination;
        }
        return destination.isPresent();
    }

    /** @return null when trying again is pointless */
    private @Nullable Duration retryIn(Failure failure) {
        return switch (failure) {
            case Failure.FloodWait flood -> flood.retryAfter();
            case Failure.Transient passing -> backoff.failed(passing);
            case Failure.UserError _, Failure.PerInstance _, Failure.Critical _ -> null;
        };
    }

    private void awaitLimits() throws InterruptedException {
        Instant now = shared.clock().instant();
        Instant free = second.next(now);
        if (minute != null && minute.next(now).isAfter(free)) {
            free = minute.next(now);
        }
        pauseUntil(free);
        pauseUntil(shared.overall().reserve(shared.clock().instant()));
    }

    private void pauseUntil(Instant when) throws InterruptedException {
        Duration wait = Duration.between(shared.clock().instant(), when);
        if (wait.isPositive()) {
            shared.pause().lasting(wait);
        }
    }

    /** From here on the head absorbs nothing. @return false when nobody wants it any more */
    private synchronized boolean begin(Delivery head) {
        sending = !head.done().isCancelled();
        if (sending) {
            Instant now = shared.clock().instant();
            second.take(now);
            if (minute != null) {
                minute.take(now);
            }
        }
        return sending;
    }

    private synchronized void stay() {
        sending = false;
    }

    private synchronized void leave(Delivery head) {
        sending = false;
        waiting.remove(head);
    }

    private synchronized void abandon() {
        waiting.forEach(delivery -> delivery.done().cancel(false));
        waiting.clear();
        working = false;
        sending = false;
    }
}
