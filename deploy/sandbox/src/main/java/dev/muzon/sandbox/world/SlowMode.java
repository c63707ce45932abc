package dev.muzon.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pauses that slow mode makes members keep between two messages. */
public final class SlowMode {
    private final WorldLock lock;
    private final Map<List<Long>, Instant> lastWritten = new HashMap<>();

    SlowMode(WorldLock lock) {
        this.lock = lock;
    }

    /** Notes that a member writes now. */
    void note(long chatId, long userId) {
        lastWritten.put(List.of(chatId, userId), lock.now());
    }

    /** Returns how long a member still has to wait in slow mode. Zero for admins, and in chats without it. */
    public Duration left(Chat chat, long userId) {
        return lock.locked(() -> {
            var last = lastWritten.get(List.of(chat.id(), userId));
            if (last == null || chat.member(userId).role().administers()) {
                return Duration.ZERO;
            }
            var left = Duration.between(lock.now(), last.plus(chat.settings().slowMode()));
            return left.isNegative() ? Duration.ZERO : left;
        });
    }
}
