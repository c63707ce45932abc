package dev.muzon.sandbox.mtproto.session;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ids and sequence numbers of one session's messages. They reveal wrong clocks, lost order and repetitions. */
final class MessageOrder {
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration NEWEST = Duration.ofSeconds(30);
    private static final int REMEMBERED = 1024;

    private final Clock clock;
    private final Map<Long, Boolean> received = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long newestContent;
    private int newestSequence;

    MessageOrder(Clock clock) {
        this.clock = clock;
    }

    /** Checks the id of a message that came by itself: it tells the client's time. */
    Optional<BadMessage> checkTime(long messageId) {
        long now = clock.instant().getEpochSecond();
        long sent = messageId >>> 32;
        if (messageId % 4 != 0) {
            return Optional.of(BadMessage.ID_NOT_DIVISIBLE_BY_FOUR);
        }
        if (sent < now - OLDEST.toSeconds()) {
            return Optional.of(BadMessage.ID_TOO_LOW);
        }
        return sent > now + NEWEST.toSeconds() ? Optional.of(BadMessage.ID_TOO_HIGH) : Optional.empty();
    }

    /** Checks the sequence number of a request, which has to be odd and to grow with the ids. */
    Optional<BadMessage> checkRequest(long messageId, int sequence) {
        if (sequence % 2 == 0) {
            return Optional.of(BadMessage.SEQUENCE_EVEN);
        }
        if (messageId > newestContent) {
            if (sequence < newestSequence) {
                return Optional.of(BadMessage.SEQUENCE_TOO_LOW);
            }
            newestContent = messageId;
            newestSequence = sequence;
            return Optional.empty();
        }
        return sequence > newestSequence ? Optional.of(BadMessage.SEQUENCE_TOO_HIGH) : Optional.empty();
    }

    /**
     * Notes a message.
     *
     * @return false when it came before
     */
    boolean isNew(long messageId) {
        return received.put(messageId, true) == null;
    }

    boolean knows(long messageId) {
        return received.containsKey(messageId);
    }
}
