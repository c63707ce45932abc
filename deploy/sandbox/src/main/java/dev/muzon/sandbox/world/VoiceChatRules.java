package dev.muzon.sandbox.world;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a voice chat.
 *
 * @param joinMuted whether new participants are muted until an admin lets them speak
 * @param scheduledFor when it is meant to start, null once it has started
 * @param livestream whether it only shows what streaming software sends by RTMP
 * @param maySpeak what admins decided about single users, which outlives their leaving
 */
public record VoiceChatRules(
        boolean joinMuted, @Nullable Instant scheduledFor, boolean livestream, Map<Long, Boolean> maySpeak) {
    /** A voice chat that is on, in which everybody may speak. */
    public static final VoiceChatRules OPEN = new VoiceChatRules(false, null, false, Map.of());

    public static final VoiceChatRules LIVESTREAM = new VoiceChatRules(false, null, true, Map.of());

    public VoiceChatRules {
        maySpeak = Map.copyOf(maySpeak);
    }

    static VoiceChatRules scheduled(Instant start) {
        return new VoiceChatRules(false, start, false, Map.of());
    }

    /** Returns whether a joining user is muted and cannot unmute themselves. */
    boolean silences(long userId) {
        return !maySpeak.getOrDefault(userId, !joinMuted);
    }

    VoiceChatRules joinMuted(boolean muted) {
        return new VoiceChatRules(muted, scheduledFor, livestream, maySpeak);
    }

    VoiceChatRules started() {
        return new VoiceChatRules(joinMuted, null, livestream, maySpeak);
    }

    VoiceChatRules decided(long userId, boolean speaks) {
        Map<Long, Boolean> decisions = new HashMap<>(maySpeak);
        decisions.put(userId, speaks);
        return new VoiceChatRules(joinMuted, scheduledFor, livestream, decisions);
    }
}
