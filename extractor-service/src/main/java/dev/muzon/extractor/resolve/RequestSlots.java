package dev.muzon.extractor.resolve;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A bound on how many requests run at once: in all, for one chat, and for one person. Waiting requests get the next
 * slot that they may take, in the order of their arrival, so that one person's slow links hold up nobody else.
 */
final class RequestSlots {
    /**
     * Bounds of what runs at once.
     *
     * @param waitingPerChat requests of one chat that wait at once. More are refused
     * @param patience how long a request waits for its slot before it is refused
     */
    record Limits(int inAll, int perChat, int perPerson, int waitingPerChat, Duration patience) {}

    /** One request that runs. Closing it lets the next one run. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    private record Waiting(long chat, long person, CountDownLatch granted) {}

    private final Limits limits;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<Long, Integer> byChat = new HashMap<>();
    private final Map<Long, Integer> byPerson = new HashMap<>();
    private int running;

    RequestSlots(Limits limits) {
        this.limits = limits;
    }

    /**
     * Waits for a slot.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code source.busy} when none came in time, or too many of the chat
     *     wait already. {@code access.too-often} when the person's own requests are in the way
     */
    Slot take(long chat, long person) throws InterruptedException {
        var mine = new Waiting(chat, person, new CountDownLatch(1));
        arrive(mine);
        boolean granted = false;
        try {
            granted = mine.granted().await(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            // The slot may have come just now. A request that does not use it gives it back.
            if (!granted && !leave(mine)) {
                giveBack(mine);
            }
        }
        if (!granted) {
            throw Failure.of(why(person), "no slot within " + limits.patience()).asException();
        }
        return () -> giveBack(mine);
    }

    private synchronized void arrive(Waiting newcomer) {
        long ahead = waiting.stream()
                .filter(earlier -> earlier.chat() == newcomer.chat())
                .count();
        if (ahead >= limits.waitingPerChat()) {
            throw Failure.of(why(newcomer.person()), ahead + " requests of the chat wait already")
                    .asException();
        }
        waiting.add(newcomer);
        grant();
    }

    /** Returns why a person gets no slot: their own requests fill their share, or others are in the way. */
    private synchronized FailureCode why(long person) {
        long own = byPerson.getOrDefault(person, 0)
                + waiting.stream().filter(other -> other.person() == person).count();
        return own >= limits.perPerson() ? FailureCode.TOO_OFTEN : FailureCode.SOURCE_BUSY;
    }

    private synchronized boolean leave(Waiting impatient) {
        return waiting.remove(impatient);
    }

    private synchronized void giveBack(Waiting done) {
        running--;
        byChat.computeIfPresent(done.chat(), (_, count) -> count == 1 ? null : count - 1);
        byPerson.computeIfPresent(done.person(), (_, count) -> count == 1 ? null : count - 1);
        grant();
    }

    private void grant() {
        var candidates = waiting.iterator();
        while (running < limits.inAll() && candidates.hasNext()) {
            Waiting next = candidates.next();
            if (byChat.getOrDefault(next.chat(), 0) < limits.perChat()
                    && byPerson.getOrDefault(next.person(), 0) < limits.perPerson()) {
                candidates.remove();
                running++;
                byChat.merge(next.chat(), 1, Integer::sum);
                byPerson.merge(next.person(), 1, Integer::sum);
                next.granted().countDown();
            }
        }
    }
}
