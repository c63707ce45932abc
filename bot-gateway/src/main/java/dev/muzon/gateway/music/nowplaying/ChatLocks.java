package dev.muzon.gateway.music.nowplaying;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** One lock per chat, so that a decision about its card and the message about it stay together. */
@Component
class ChatLocks {
    private static final int STRIPES = 64;

    private final ReentrantLock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    void in(long chatId, Runnable action) {
        in(chatId, () -> {
            action.run();
            return true;
        });
    }

    <T> T in(long chatId, Supplier<T> action) {
        ReentrantLock lock = stripes[Math.floorMod(Long.hashCode(chatId), STRIPES)];
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
