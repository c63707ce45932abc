package dev.muzon.assistant.voicechat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest known owner of each chat's player. A former owner that does not know yet must not join, which would replace
 * the new one's participant, nor leave, which would end the new one's call.
 */
final class Owners {
    /** Token of a caller that is not fenced. */
    static final long ANYBODY = 0;

    private final Map<Long, Long> newest = new ConcurrentHashMap<>();

    /**
     * Notes an owner. Requests for one chat come one at a time.
     *
     * @return false when a newer one is known
     */
    boolean admit(long chatId, long owner) {
        if (owner == ANYBODY) {
            return true;
        }
        long highest = Math.max(owner, newest.getOrDefault(chatId, owner));
        newest.put(chatId, highest);
        return highest == owner;
    }
}
