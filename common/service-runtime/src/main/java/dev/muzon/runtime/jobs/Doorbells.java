package dev.muzon.runtime.jobs;

import dev.muzon.protocol.job.Queues;
import dev.muzon.runtime.contract.DoorbellApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Doorbells of other services. Ringing is best effort and the publisher does not wait for it. However fast it
 * publishes, one request per queue is on its way and at most one waits behind it.
 */
final class Doorbells {
    private static final Logger log = LoggerFactory.getLogger(Doorbells.class);

    /** Polling is faster than a ring that takes longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<String, DoorbellApi> owners;
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private final Map<String, ReentrantLock> onTheWay = new ConcurrentHashMap<>();

    Doorbells(Peers peers) {
        owners = Map.of(
                Queues.EXTRACTOR, peers.of(Peer.EXTRACTOR_SERVICE, DoorbellApi.class, PATIENCE),
                Queues.PLAYER, peers.of(Peer.VOICE_CALL_SERVICE, DoorbellApi.class, PATIENCE),
                Queues.GATEWAY, peers.of(Peer.BOT_GATEWAY, DoorbellApi.class, PATIENCE));
    }

    void ring(String queue) {
        DoorbellApi owner = owners.get(queue);
        if (owner != null && due.add(queue)) {
            Thread.ofVirtual().name("doorbell " + queue).start(() -> ringInTurn(queue, owner));
        }
    }

    private void ringInTurn(String queue, DoorbellApi owner) {
        ReentrantLock turn = onTheWay.computeIfAbsent(queue, _ -> new ReentrantLock());
        turn.lock();
        try {
            // A job published from here on may be missed by this ring, so it starts another.
            due.remove(queue);
            owner.ring(queue);
        } catch (RuntimeException e) {
            log.debug("Doorbell of {} not answered: {}", queue, e.getMessage());
        } finally {
            turn.unlock();
        }
    }
}
