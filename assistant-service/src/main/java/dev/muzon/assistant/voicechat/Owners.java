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
     * Notes an owner.
     *
     * @return false when a newer one is known
     */
    boolean admit(long chatId, long owner) {
        return owner == ANYBODY || newest.merge(chatId, owner, Math::max) == owner;
    }
}
